import type { Payload } from 'payload'
import { knownZone } from '../lib/time/zone'
import type { Mailbox } from '../settings/mailbox'
import { settings } from '../settings/settings'
import { messageID, senderOf } from './adapter'
import { callMail } from './callMail'
import { composeMail } from './composeMail'
import type { MailClient } from './data'
import { DIGEST_OF } from './data'
import { digestMail, MAX_LISTED } from './digestMail'
import { readCallFigures, readListedCalls, readServiceHours } from './digestReads'
import { callsURL, callURL, publicBase, unsubscribeURL } from './links'
import { readMailCall, readMailClient } from './mailReads'
import type { Message } from './message'
import { openSpans } from './openHours'
import { boundsOf, type DigestKind } from './periods'
import { oneLine } from './templates/clean'

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

type MailFor = { notification: MailNotification; payload: Payload }

type MessageFor = MailFor & { base: string; client: MailClient }

const ofCall = async ({
  base,
  client,
  notification,
  payload,
}: MessageFor): Promise<Message | null> => {
  const { callSummaryID, clientID } = notification
  if (callSummaryID === null) return null
  const call = await readMailCall(payload.db.pool, { clientID, id: callSummaryID })
  return call && callMail({ call, client, url: callURL({ base, id: call.id }) })
}

const ofPeriod = async (
  kind: DigestKind,
  { base, client, notification, payload }: MessageFor,
): Promise<Message | null> => {
  const { clientID, period } = notification
  if (period === null) return null
  const { pool } = payload.db
  const timeZone = knownZone(client.timezone)
  const bounds = boundsOf({ kind, period, timeZone })
  const hours = await readServiceHours(pool, clientID)
  const open = openSpans({ days: bounds.days, hours, timeZone })
  const figures = await readCallFigures(pool, { bounds, clientID, open })
  const isDaily = kind === 'daily'
  // A week without calls is worth knowing, a day without is not.
  if (isDaily && figures.calls === 0) return null
  const listed = isDaily ? await readListedCalls(pool, { bounds, clientID, limit: MAX_LISTED }) : []
  const hasHours = hours.length > 0
  return digestMail({ figures, hasHours, kind, listed, period, timeZone, url: callsURL({ base }) })
}

const messageFor = (args: MessageFor): Promise<Message | null> => {
  const { kind } = args.notification
  return kind === 'call' ? ofCall(args) : ofPeriod(kind, args)
}

/**
 * Makes the mail that tells a client of a call, or of a day's or a week's calls.
 * @returns null when it is not needed: the client is inactive, takes no mails or chose another digest,
 *   the call has gone or was a test, or there is nothing to say
 */
export const mailFor = async ({ notification, payload }: MailFor): Promise<Mail | null> => {
  const client = await readMailClient(payload.db.pool, notification.clientID)
  if (!client?.isActive || !client.emailNotifications) return null
  if (client.emailDigest !== DIGEST_OF[notification.kind]) return null

  const known = settings()
  const base = publicBase(known)
  const message = await messageFor({ base, client, notification, payload })
  if (!message) return null

  const from = senderOf(known)
  const stop = unsubscribeURL({ base, secret: payload.secret, userID: client.id })
  return {
    ...composeMail({
      footer: {
        link: { label: 'Stop these emails', url: stop },
        text: `You get this because email notifications are on for ${oneLine(client.email)}.`,
      },
      from,
      message,
    }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': `<${stop}>`,
      // RFC 8058 knows one click only by https.
      ...(stop.startsWith('https:')
        ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
    messageId: messageID({ name: `notification.${notification.id}`, settings: known }),
    to: { address: client.email, name: oneLine(client.name ?? client.businessName ?? '', 80) },
  }
}
