import type { Payload } from 'payload'
import { z } from 'zod'
import { mailFor } from '../../mail/mailFor'
import type { Send } from '../send'
import { smtpOutcome } from './smtpOutcome'

const answerSchema = z.object({ messageId: z.string() })

/**
 * Sends mails by Payload's adapter. SMTP has no way to ask whether a mail was taken, so one whose server
 * fell silent, or whose process died before it noted the answer, goes out again: with the same
 * `Message-ID`, by which mailboxes can tell.
 */
export const emailSender =
  (payload: Payload): Send =>
  async (notification) => {
    const mail = await mailFor({ notification, payload })
    if (!mail) return { kind: 'not_needed', problem: 'There is nothing to say any more.' }
    try {
      const answer = answerSchema.safeParse(await payload.sendEmail(mail))
      return { kind: 'sent', providerID: answer.data?.messageId ?? null }
    } catch (error) {
      return smtpOutcome(error)
    }
  }
