import path from 'node:path'
import type { EmailAdapter } from 'payload'
import type { Mailbox } from '../settings/mailbox'
import type { Settings } from '../settings/settings'
import { plainTextOf } from './transport/plainText'
import { previewSend } from './transport/preview'
import { smtpSend } from './transport/smtp'

/** The settings on which the adapter depends. */
type MailSettings = Pick<Settings, 'DATA_DIR' | 'MAIL_FROM' | 'SMTP_URL'>

const NOBODY = { address: 'desk@localhost', name: 'Client Desk' }

/** The folder for mails when there is no `SMTP_URL`, as people are told of it. */
export const mailFolder = ({ DATA_DIR }: Pick<Settings, 'DATA_DIR'>): string => `${DATA_DIR}/mails`

/**
 * The sender of mails: `MAIL_FROM`, or a placeholder in previews.
 * @param agency the agency's name, which is the sender's if `MAIL_FROM` has none
 */
export const senderOf = (
  { MAIL_FROM }: Pick<Settings, 'MAIL_FROM'>,
  agency: null | string = null,
): Mailbox => {
  if (MAIL_FROM?.name) return MAIL_FROM
  const { address, name } = MAIL_FROM ?? NOBODY
  return { address, name: agency ?? name }
}

/** A `Message-ID` at the sender's domain. The name must be unique among the desk's mails. */
export const messageID = ({
  name,
  settings,
}: {
  name: string
  settings: Pick<Settings, 'MAIL_FROM'>
}): string => `<${name}@${senderOf(settings).address.replace(/^.*@/, '')}>`

/**
 * A mail adapter for Payload that uses nodemailer: by SMTP, or into the preview folder when there is no
 * `SMTP_URL`. `@payloadcms/email-nodemailer` has no release for this version of Payload, whose packages
 * must all have the same version, and without a server it opens an account at a third party.
 *
 * A mail with a `messageId` is waited for, and fails if the server refuses it. Mails without one are
 * Payload's own, which it sends in the middle of a transaction on that user. Waiting for a slow server
 * would delay every report for the client, and the time would reveal whether an account exists.
 */
export const mailAdapter = (settings: MailSettings): EmailAdapter<{ messageId: string }> => {
  const from = senderOf(settings)
  const { SMTP_URL: url } = settings
  return ({ payload }) => {
    const send = url
      ? smtpSend({ url })
      : previewSend({ folder: path.resolve(mailFolder(settings)) })
    return {
      defaultFromAddress: from.address,
      defaultFromName: from.name,
      name: url ? 'smtp' : 'preview',
      sendEmail: async ({ html, messageId, text, ...message }) => {
        const sending = send({
          ...message,
          // Payload joins name and address into one string without quoting.
          from: typeof message.from === 'object' ? message.from : from,
          html,
          messageId,
          text: text ?? (typeof html === 'string' ? plainTextOf(html) : undefined),
        })
        if (messageId || !url) return sending
        sending.catch((err) => payload.logger.error({ err, msg: 'A mail was not sent' }))
        return { messageId: '' }
      },
    }
  }
}
