import type { PayloadRequest } from 'payload'
import { generatePayloadCookie } from 'payload/shared'
import { html } from '../../src/clientPages/html'
import { seeOther, sendPage } from '../../src/clientPages/page'
import { PAGES } from '../../src/mail/links'
import { readForm } from '../shared/readForm'
import { isRefusal } from './isRefusal'

const form = ({
  email = '',
  problem,
  status,
}: {
  email?: string
  problem?: string
  status: number
}) =>
  sendPage({
    body: html`${problem && html`<p class="bad" role="alert">${problem}</p>`}
<form method="post">
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="username" required value="${email}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button>
</form>
<footer class="quiet"><a href="/api${PAGES.password}">Forgot your password?</a></footer>`,
    status,
    title: 'Sign in to read your calls',
  })

/**
 * Asks who somebody is. Payload heeds no cookie of a visit that another site began, as a click in a web
 * mailer does: this page then comes back once, from here.
 */
export const askToSignIn = (req: PayloadRequest): Response => {
  const isElsewhere = req.headers.get('sec-fetch-site') === 'cross-site'
  const hasCookie = req.headers.get('cookie')?.includes(`${req.payload.config.cookiePrefix}-token=`)
  return isElsewhere && hasCookie
    ? sendPage({ body: html``, reload: true, title: 'One moment …' })
    : form({ status: 401 })
}

/** The cookie by which Payload knows who is signed in. */
export const sessionCookie = ({ payload }: PayloadRequest, token: string): string =>
  generatePayloadCookie({
    collectionAuthConfig: payload.collections.users.config.auth,
    cookiePrefix: payload.config.cookiePrefix,
    token,
  })

const WRONG =
  'The email or the password is wrong. After several wrong ones, the account rests for ten minutes.'

/** Takes the form's email and password, and shows the page that was asked for. */
export const signIn = async (req: PayloadRequest): Promise<Response> => {
  // Another site's form could sign people in as somebody else.
  if (req.headers.get('sec-fetch-site') === 'cross-site') return form({ status: 403 })
  const field = await readForm(req)
  const [email, password] = [field('email').trim(), field('password')]
  if (email === '' || password === '') return form({ email, problem: WRONG, status: 401 })
  try {
    const { token } = await req.payload.login({
      collection: 'users',
      data: { email, password },
      overrideAccess: false,
      req,
    })
    return seeOther(req.pathname, token ? { 'Set-Cookie': sessionCookie(req, token) } : {})
  } catch (error) {
    if (!isRefusal(error)) throw error
    return form({ email, problem: WRONG, status: 401 })
  }
}
