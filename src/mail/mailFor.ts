import type { Payload } from 'payload'
import { readMailCall, readMailClient } from '../database/mailReads'
import { readSettings } from '../server/settings'
import { senderOf } from './adapter'
import { callMail } from './callMail'
import type { MailClient } from './data'
import { callURL, publicBase, unsubscribeURL } from './links'
import { oneLine } from './templates/clean'
import type { Content } from './templates/content'
import { renderHTML } from './templates/html'
import { renderText } from './templates/text'
import type { Mailbox } from './transport/mailbox'

/** As much of a queued notification as its mail depends on. */
export type MailNotification = {
  callSummaryID: null | string
  channel: string
  clientID: string
  id: string
  kind: 'call' | 'daily' | 'weekly'
  /** The day or the week of a digest: `2026-11-21`, `2026-W47`. */
  period: null | string
  vapiCallID: null | string
}

/** A mail as `payload.sendEmail` takes it. */
export type Mail = {
  headers: Record<string, string>
  html: string
  /** The same for each try, so that a mail that was sent twice can be told as one. */
  messageId: string
  subject: string
  text: string
  to: Mailbox
}

/** What a mail says itself, without what each has. */
type Message = Pick<Content, 'blocks' | 'preheader' | 'title'> & { subject: string }

type MailFor = { notification: MailNotification; payload: Payload }

const CHOICE = { call: 'each', daily: 'daily', weekly: 'weekly' } as const

const messageFor = async ({
  base,
  client,
  notification,
  payload,
}: MailFor & { base: string; client: MailClient }): Promise<Message | null> => {
  const { callSummaryID, clientID, kind } = notification
  if (kind !== 'call' || callSummaryID === null) return null
  const call = await readMailCall(payload.db.pool, { clientID, id: callSummaryID })
  return call && callMail({ call, client, url: callURL({ base, id: call.id }) })
}

/**
 * Makes the mail that tells a client of a call, or of a day's or a week's calls.
 * @returns null when it is not needed: the client is inactive, takes no mails or chose another digest,
 *   the call has gone or was a test, or there is nothing to say
 */
export const mailFor = async ({ notification, payload }: MailFor): Promise<Mail | null> => {
  const client = await readMailClient(payload.db.pool, notification.clientID)
  if (!client?.isActive || !client.emailNotifications) return null
  if (client.emailDigest !== CHOICE[notification.kind]) return null

  const settings = readSettings()
  const base = publicBase(settings)
  const message = await messageFor({ base, client, notification, payload })
  if (!message) return null

  const from = senderOf(settings)
  const stop = unsubscribeURL({ base, secret: payload.secret, userID: client.id })
  const content: Content = {
    ...message,
    footer: {
      link: { label: 'Stop these emails', url: stop },
      text: `You get this because email notifications are on for ${oneLine(client.email)}.`,
    },
    from: from.name || from.address,
  }
  return {
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': `<${stop}>`,
      // RFC 8058 knows one click only by https.
      ...(stop.startsWith('https:')
        ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
    html: renderHTML(content),
    messageId: `<notification.${notification.id}@${from.address.replace(/^.*@/, '')}>`,
    subject: message.subject,
    text: renderText(content),
    to: { address: client.email, name: oneLine(client.name ?? client.businessName ?? '', 80) },
  }
}
