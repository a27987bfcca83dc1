import type { Payload } from 'payload'
import { z } from 'zod'
import { mailFor } from '../../mail/mailFor'
import type { Send } from '../send'
import { smtpOutcome } from './smtpOutcome'

const answerSchema = z.object({ messageId: z.string() })

/**
 * Sends mails with Payload's adapter. SMTP cannot be asked whether a mail was accepted, so a mail is sent
 * again if the server stopped responding, or the process died before it recorded the response. It has the
 * same `Message-ID`, by which mailboxes can recognise it.
 */
export const emailSender =
  (payload: Payload): Send =>
  async (notification) => {
    const mail = await mailFor({ notification, payload })
    if (!mail) return { kind: 'not_needed', problem: 'There is nothing left to send.' }
    try {
      const answer = answerSchema.safeParse(await payload.sendEmail(mail))
      return { kind: 'sent', providerID: answer.data?.messageId ?? null }
    } catch (error) {
      return smtpOutcome(error)
    }
  }
