import type { Endpoint, PayloadHandler } from 'payload'
import { isStaff } from '../../src/access/roles'
import { askForLink } from '../../src/accounts/forgotPassword'
import { setPassword } from '../../src/accounts/setPassword'
import { seeOther, sendPage } from '../../src/clientPages/page'
import { html } from '../../src/lib/html'
import { PAGES } from '../../src/mail/links'
import { Refusal } from '../../src/refusals/refusals'
import { cookieHeaders } from '../account/signedInAnswer'
import { readForm } from '../shared/readForm'
import { isLater, LATER, waitOf } from './later'
import { ownForm } from './ownForm'

const askForEmail: PayloadHandler = () =>
  sendPage({
    body: html`<p>You get an email with a link to set a new password.</p>
<form method="post">
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="username" required>
<button>Send the link</button>
</form>`,
    title: 'Forgot your password?',
  })

/** Mails a link. The response is the same whether or not there is such an account. */
const sendLink: PayloadHandler = async (req) => {
  const email = (await readForm(req))('email').trim()
  if (email === '') return askForEmail(req)
  try {
    askForLink(req, email)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return sendPage({
      body: html`<p>${LATER}</p>`,
      headers: waitOf(error),
      status: error.status,
      title: 'Not now',
    })
  }
  return sendPage({
    body: html`<p>If there is an account with this address, an email is on its way. Its link works for an hour.</p>`,
    title: 'Check your inbox',
  })
}

type Problem = { headers?: Record<string, string>; problem?: string; status?: number }

const passwordForm = ({ headers = {}, problem, status = 200 }: Problem = {}) =>
  sendPage({
    body: html`${problem && html`<p class="bad" role="alert">${problem}</p>`}
<form method="post">
<label for="password">New password, at least 12 characters</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="12" required>
<button>Set the password</button>
</form>`,
    headers,
    isSecret: true,
    status,
    title: 'Set your password',
  })

const deadToken = () =>
  sendPage({
    body: html`<p>It has been used already or has expired. <a href="/api${PAGES.password}">Request a new link</a></p>`,
    isSecret: true,
    status: 404,
    title: 'This link no longer works',
  })

/** Sets the password by a link from a mail, and signs in. */
const setByForm: PayloadHandler = async (req) => {
  const password = (await readForm(req))('password')
  const token = String(req.routeParams?.token)
  if (password === '') return passwordForm({ status: 400 })
  try {
    const { cookies, user } = await setPassword(req, { password, token })
    const home = isStaff(user) ? req.payload.config.routes.admin : `/api${PAGES.call}`
    return seeOther(home, cookieHeaders(cookies))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { message, status } = error
    if (isLater(error)) return passwordForm({ headers: waitOf(error), problem: LATER, status })
    return status === 400 ? passwordForm({ problem: message, status }) : deadToken()
  }
}

/** The pages to request a link and to set a password. Opening a link does not use it up. */
export const passwordPages: Endpoint[] = [
  { handler: askForEmail, method: 'get', path: PAGES.password },
  { handler: ownForm(sendLink), method: 'post', path: PAGES.password },
  { handler: () => passwordForm(), method: 'get', path: `${PAGES.password}/:token` },
  { handler: ownForm(setByForm), method: 'post', path: `${PAGES.password}/:token` },
]
