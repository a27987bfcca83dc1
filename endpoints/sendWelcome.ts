import { randomUUID } from 'node:crypto'
import type { Endpoint } from 'payload'
import { z } from 'zod'
import { makeLink } from '../src/accounts/makeLink'
import { recordOnClient } from '../src/audit/recordOnClient'
import { isNoEmail } from '../src/lib/noEmail'
import { welcomeMail } from '../src/mail/accountMails'
import { mailFolder, messageID } from '../src/mail/adapter'
import { letterheadOf } from '../src/mail/letterhead'
import { oneLine } from '../src/mail/templates/clean'
import { exactLimit } from '../src/readLimit/exactLimits'
import { refusal, refuseWith } from '../src/refusals/refusals'
import { settings } from '../src/settings/settings'
import { jsonBody } from './shared/caller'
import { clientOf, managedClients } from './shared/oneClient'

/** How many welcome mails one client can get within an hour. */
const MAILS = { limit: 10, name: 'welcome_mails', seconds: 3_600 }

const NO_EMAIL = 'This client has no email address yet. Enter one first.'

const bodySchema = z.strictObject({ id: z.uuid() })

/**
 * `POST /api/users/send-welcome` `{id}`: sends a client a mail with a link to set its password. For staff who may
 * change the client. The link is only in the mail, and a later one replaces it.
 */
export const sendWelcome: Endpoint = {
  handler: async (req) => {
    await managedClients(req)
    const body = await jsonBody(req, bodySchema, 'Send a JSON body with “id”.')
    const id = await clientOf(req, body.id)

    const { payload } = req
    const user = await payload.findByID({ collection: 'users', id, overrideAccess: false, req })
    if (!user.isActive) throw refusal('CLIENT_INACTIVE')
    if (isNoEmail(user.email)) throw refusal('EMAIL_MISSING', { message: NO_EMAIL })
    if ((await exactLimit(payload.db.pool, MAILS).add(id)) > MAILS.limit) {
      throw refusal('TOO_MANY_REQUESTS', { retryAfter: MAILS.seconds })
    }
    await recordOnClient(req, { action: 'welcome_sent', id })
    const token = await makeLink(req, { kind: 'welcome', userID: id })
    const known = settings()
    const letterhead = await letterheadOf({ payload, user })
    const mail = welcomeMail({ letterhead, token, user })
    const messageId = messageID({ name: `welcome.${randomUUID()}`, settings: known })
    const to = { address: user.email, name: oneLine(user.name ?? '', 80) }
    try {
      await payload.sendEmail({ ...mail, messageId, to })
    } catch (error) {
      payload.logger.error({ err: error, msg: 'A welcome mail was not sent' })
      return refuseWith('MAIL_NOT_SENT')
    }
    // Without a mail server nothing was sent, and staff have to know where it is.
    return Response.json(
      known.SMTP_URL === undefined ? { folder: mailFolder(known), sent: true } : { sent: true },
    )
  },
  method: 'post',
  path: '/send-welcome',
}
