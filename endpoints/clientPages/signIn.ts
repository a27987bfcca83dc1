import type { PayloadRequest } from 'payload'
import { signIn } from '../../src/accounts/signIn'
import { seeOther, sendPage } from '../../src/clientPages/page'
import { html } from '../../src/lib/html'
import { PAGES } from '../../src/mail/links'
import { signInRefusal } from '../../src/origins/requestOrigin'
import { Refusal } from '../../src/refusals/refusals'
import { cookieHeaders } from '../account/signedInAnswer'
import { readForm } from '../shared/readForm'
import { isLater, LATER, waitOf } from './later'

const form = ({
  email = '',
  headers = {},
  problem,
  status,
}: {
  email?: string
  headers?: Record<string, string>
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
    headers,
    status,
    title: 'Sign in to read your calls',
  })

/** The page with the sign-in form, with status 401. */
export const askToSignIn = (): Response => form({ status: 401 })

const WRONG = 'The email or the password is wrong. After several wrong attempts, wait ten minutes.'

/** Signs in with the form's email and password, and redirects to the requested page. */
export const signInByForm = async (req: PayloadRequest): Promise<Response> => {
  const refused = signInRefusal(req)
  if (refused) return form({ problem: refused.message, status: refused.status })
  const field = await readForm(req)
  const email = field('email').trim()
  try {
    const { cookies } = await signIn(req, { email, password: field('password') })
    return seeOther(req.pathname, cookieHeaders(cookies))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return isLater(error)
      ? form({ email, headers: waitOf(error), problem: LATER, status: error.status })
      : form({ email, problem: WRONG, status: 401 })
  }
}
