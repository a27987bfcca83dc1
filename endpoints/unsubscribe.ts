import type { Endpoint, PayloadHandler } from 'payload'
import { deadLink, sendPage } from '../src/clientPages/page'
import { html } from '../src/lib/html'
import { emailsAreOn, switchEmails } from '../src/mail/emailSwitch'
import { PAGES } from '../src/mail/links'
import { readUnsubscribeToken } from '../src/mail/unsubscribeToken'
import { readForm } from './shared/readForm'

const PATH = `${PAGES.unsubscribe}/:token`

const userOf = ({ payload, routeParams }: Parameters<PayloadHandler>[0]): null | string =>
  readUnsubscribeToken({ secret: payload.secret, token: String(routeParams?.token) })

const statePage = ({ isChanged = false, isOn }: { isChanged?: boolean; isOn: boolean }) =>
  sendPage({
    body: isOn
      ? html`<p>${isChanged ? 'You get emails about your calls again.' : 'You get emails about your calls.'}</p>
<form method="post"><button>Stop these emails</button></form>`
      : html`<p>You no longer get emails about your calls. Your calls are still answered and stored.</p>
<form method="post"><input type="hidden" name="emails" value="on"><button>Send them again</button></form>`,
    isSecret: true,
    title: isOn ? 'Emails are on' : 'Emails are off',
  })

/** Shows a button and changes nothing, because some programs open every link in a mail. */
const show: PayloadHandler = async (req) => {
  const userID = userOf(req)
  const isOn = userID && (await emailsAreOn(req.payload.db.pool, userID))
  return typeof isOn === 'boolean' ? statePage({ isOn }) : deadLink()
}

/**
 * Any post turns mails off, as mail programs send it by RFC 8058, except the one of the button that turns them
 * on. The token is the permission; no sign-in is needed.
 */
const change: PayloadHandler = async (req) => {
  const userID = userOf(req)
  if (userID === null) return deadLink()
  const isOn = (await readForm(req))('emails') === 'on'
  const isKnown = await switchEmails(req.payload.db.pool, { isOn, userID })
  return isKnown ? statePage({ isChanged: true, isOn }) : deadLink()
}

/** `/api/v1/unsubscribe/:token`: the target of the unsubscribe links in mails. */
export const unsubscribe: Endpoint[] = [
  { handler: show, method: 'get', path: PATH },
  { handler: change, method: 'post', path: PATH },
]
