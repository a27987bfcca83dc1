/**
 * Content and layout of mails, how they are sent, and the tokens in their links.
 * @module
 */

import type { Payload } from 'payload'
import { labelsOf } from '../fields/labels'
import { outcomesOf } from '../fields/outcomes'
import { isNoEmail } from '../lib/noEmail'
import { knownZone } from '../lib/time/zone'
import type { Mailbox } from '../settings/mailbox'
import { settings } from '../settings/settings'
import { messageID } from './adapter'
import { callMail } from './callMail'
import { composeMail } from './composeMail'
import type { MailClient } from './data'
import { DIGEST_OF } from './data'
import { digestMail, MAX_LISTED } from './digestMail'
import { readCallFigures, readListedCalls, readServiceHours } from './digestReads'
import { type Letterhead, letterheadOf } from './letterhead'
import { callsURL, callURL, oneClickURL, unsubscribeURL } from './links'
import { readMailCall, readMailClient } from './mailReads'
import type { Message } from './message'
import { openSpans } from './openHours'
import { boundsOf, type DigestKind } from './periods'
import { oneLine } from './templates/clean'

/** The fields of a queued notification on which its mail depends. */
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
  from: Mailbox
  headers: Record<string, string>
  html: string
  /** The same for each attempt, so that mail programs can recognise a mail that was sent twice. */
  messageId: string
  subject: string
  text: string
  to: Mailbox
}

type MailFor = { notification: MailNotification; payload: Payload }

type MessageFor = MailFor & { client: MailClient; letterhead: Letterhead }

const ofCall = async ({
  client,
  letterhead: { base, texts },
  notification,
  payload,
}: MessageFor): Promise<Message | null> => {
  const { callSummaryID, clientID } = notification
  if (callSummaryID === null) return null
  const call = await readMailCall(payload.db.pool, { clientID, id: callSummaryID })
  if (!call) return null
  const labels = await labelsOf(payload, clientID)
  return callMail({ call, client, labels, texts, url: callURL({ base, id: call.id }) })
}

const ofPeriod = async (
  kind: DigestKind,
  { client, letterhead: { base, texts }, notification, payload }: MessageFor,
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
  // A week without calls is worth a mail, a day without is not.
  if (isDaily && figures.calls === 0) return null
  const listed = isDaily ? await readListedCalls(pool, { bounds, clientID, limit: MAX_LISTED }) : []
  const hasHours = hours.length > 0
  return digestMail({
    figures,
    hasHours,
    kind,
    listed,
    outcomes: await outcomesOf(payload),
    period,
    texts,
    timeZone,
    url: callsURL({ base }),
  })
}

const messageFor = (args: MessageFor): Promise<Message | null> => {
  const { kind } = args.notification
  return kind === 'call' ? ofCall(args) : ofPeriod(kind, args)
}

/**
 * Composes the mail of a notification: about one call, or about the calls of a day or a week.
 * @returns null if the mail is not needed: the client is inactive, has no address, has mails switched off or chose
 *   another digest, the call was deleted or is a test, or a daily digest has no calls
 */
export const mailFor = async ({ notification, payload }: MailFor): Promise<Mail | null> => {
  const client = await readMailClient(payload.db.pool, notification.clientID)
  if (!client?.isActive || !client.emailNotifications || isNoEmail(client.email)) return null
  if (client.emailDigest !== DIGEST_OF[notification.kind]) return null

  const letterhead = await letterheadOf({ payload, user: client })
  const message = await messageFor({ client, letterhead, notification, payload })
  if (!message) return null

  const { base, texts } = letterhead
  const whose = { base, secret: payload.secret, userID: client.id }
  const stop = unsubscribeURL(whose)
  return {
    ...composeMail({
      footer: {
        link: { label: texts.t('mails.stop'), url: stop },
        text: texts.t('mails.reason', { email: oneLine(client.email) }),
      },
      letterhead,
      message,
    }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': `<${oneClickURL(whose)}>`,
      // RFC 8058 allows one-click links only with https.
      ...(stop.startsWith('https:')
        ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
    messageId: messageID({ name: `notification.${notification.id}`, settings: settings() }),
    to: { address: client.email, name: oneLine(client.name ?? client.businessName ?? '', 80) },
  }
}
