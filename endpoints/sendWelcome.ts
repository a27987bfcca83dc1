import { randomUUID } from 'node:crypto'
import type { Endpoint } from 'payload'
import { z } from 'zod'
import { manageClients } from '../src/access/users'
import { makeLink } from '../src/accounts/makeLink'
import { recordOnClient } from '../src/audit/recordOnClient'
import { welcomeMail } from '../src/mail/accountMails'
import { messageID } from '../src/mail/adapter'
import { oneLine } from '../src/mail/templates/clean'
import { exactLimit } from '../src/readLimit/exactLimits'
import { refuseWith } from '../src/refusals/refusals'
import { settings } from '../src/settings/settings'
import { REFUSALS, refuse } from './shared/answer'
import { oneClient } from './shared/oneClient'

/** Welcome mails to one client within an hour. */
const MAILS = { limit: 10, name: 'welcome_mails', seconds: 3_600 }

const bodySchema = z.strictObject({ id: z.uuid() })

/**
 * `POST /api/users/send-welcome` `{id}`: sends a client the mail by which it sets its password. For
 * staff who may change the client; the link goes to the client alone. A later one replaces it.
 */
export const sendWelcome: Endpoint = {
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    if ((await manageClients(req)) === false) return refuse(REFUSALS.forbidden)
    const body = bodySchema.safeParse(await req.json?.().catch(() => null)).data
    if (!body) return refuse({ message: 'Send a JSON body with “id”.', status: 400 })
    const client = await oneClient(req, body.id)
    if ('refusal' in client) return client.refusal
    const { id } = client

    const { payload } = req
    const user = await payload.findByID({ collection: 'users', id, overrideAccess: false, req })
    if (!user.isActive) return refuse({ message: 'This account is not active.', status: 400 })
    if ((await exactLimit(payload.db.pool, MAILS).add(id)) > MAILS.limit) {
      return refuseWith('TOO_MANY_REQUESTS', { retryAfter: MAILS.seconds })
    }
    await recordOnClient(req, { action: 'welcome_sent', id })
    const token = await makeLink(req, { kind: 'welcome', userID: id })
    const known = settings()
    const mail = welcomeMail({ settings: known, token, user })
    const messageId = messageID({ name: `welcome.${randomUUID()}`, settings: known })
    const to = { address: user.email, name: oneLine(user.name ?? '', 80) }
    try {
      await payload.sendEmail({ ...mail, messageId, to })
    } catch (error) {
      payload.logger.error({ err: error, msg: 'A welcome mail was not sent' })
      return refuse({ message: 'The mail server did not take the mail. Try again.', status: 502 })
    }
    return Response.json({ sent: true })
  },
  method: 'post',
  path: '/send-welcome',
}
