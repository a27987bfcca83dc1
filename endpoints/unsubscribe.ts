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
      ? html`<p>${isChanged ? 'You hear of calls by email again.' : 'You hear of calls by email.'}</p>
<form method="post"><button>Stop these emails</button></form>`
      : html`<p>No more emails about your calls are sent to you. Your calls are still answered and kept.</p>
<form method="post"><input type="hidden" name="emails" value="on"><button>Send them again</button></form>`,
    isSecret: true,
    title: isOn ? 'Emails are on' : 'Emails are off',
  })

/** Programs that look at every link in a mail only get to see the button. */
const show: PayloadHandler = async (req) => {
  const userID = userOf(req)
  const isOn = userID && (await emailsAreOn(req.payload.db.pool, userID))
  return typeof isOn === 'boolean' ? statePage({ isOn }) : deadLink()
}

/**
 * Any post switches mails off, as RFC 8058 has mail programs send it, unless it comes from the button
 * that switches them on. The token is the permission: nobody signs in.
 */
const change: PayloadHandler = async (req) => {
  const userID = userOf(req)
  if (userID === null) return deadLink()
  const isOn = (await readForm(req))('emails') === 'on'
  const isKnown = await switchEmails(req.payload.db.pool, { isOn, userID })
  return isKnown ? statePage({ isChanged: true, isOn }) : deadLink()
}

/** `/api/v1/unsubscribe/:token`: where the links in mails lead that stop them. */
export const unsubscribe: Endpoint[] = [
  { handler: show, method: 'get', path: PATH },
  { handler: change, method: 'post', path: PATH },
]
