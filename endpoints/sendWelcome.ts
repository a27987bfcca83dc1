import { randomUUID } from 'node:crypto'
import type { Endpoint } from 'payload'
import { z } from 'zod'
import { isStaff } from '../src/access/roles'
import { manageClients } from '../src/access/users'
import { recordOnClient } from '../src/audit/recordOnClient'
import { WELCOME_DAYS, welcomeMail } from '../src/mail/accountMails'
import { messageID } from '../src/mail/adapter'
import { oneLine } from '../src/mail/templates/clean'
import { readSettings } from '../src/settings/settings'
import { REFUSALS, refuse } from './shared/answer'
import { selectedIDs } from './shared/selection'

const bodySchema = z.strictObject({ id: z.uuid() })

const DAY_MS = 86_400_000

/**
 * `POST /api/users/send-welcome` `{id}`: sends a client the mail by which it sets its password. For
 * staff who may change the client; the link goes to the client alone. A later one replaces it.
 */
export const sendWelcome: Endpoint = {
  handler: async (req) => {
    if (!req.user) return refuse(REFUSALS.signIn)
    const permitted = await manageClients(req)
    if (permitted === false) return refuse(REFUSALS.forbidden)
    const body = bodySchema.safeParse(await req.json?.().catch(() => null)).data
    if (!body) return refuse({ message: 'Send a JSON body with “id”.', status: 400 })
    const selection = { ids: [body.id] }
    const [id] = await selectedIDs({ collection: 'users', permitted, req, selection })
    if (!id) return refuse(REFUSALS.notFound)

    const { payload } = req
    const user = await payload.findByID({ collection: 'users', id, overrideAccess: false, req })
    if (isStaff(user)) return refuse({ message: 'Welcome mails are for clients.', status: 400 })
    if (!user.isActive) return refuse({ message: 'This account is not active.', status: 400 })
    await recordOnClient(req, { action: 'welcome_sent', id })
    const token = await payload.forgotPassword({
      collection: 'users',
      data: { email: user.email },
      disableEmail: true,
      expiration: WELCOME_DAYS * DAY_MS,
      // What was checked above: Payload lets anybody ask for anybody's link, by mail.
      overrideAccess: true,
      req,
    })
    const settings = readSettings()
    const mail = welcomeMail({ settings, token, user })
    const messageId = messageID({ name: `welcome.${randomUUID()}`, settings })
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
