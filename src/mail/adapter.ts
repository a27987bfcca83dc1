import path from 'node:path'
import type { EmailAdapter } from 'payload'
import type { Settings } from '../settings/settings'
import { plainTextOf } from './transport/plainText'
import { previewSend } from './transport/preview'
import { smtpSend } from './transport/smtp'

/** What the mail settings come to. */
type MailSettings = Pick<Settings, 'DATA_DIR' | 'MAIL_FROM' | 'SMTP_URL'>

const NOBODY = { address: 'desk@localhost', name: 'Client Desk' }

/** Where mails land without `SMTP_URL`. */
const previewFolder = ({ DATA_DIR }: Pick<Settings, 'DATA_DIR'>): string =>
  path.resolve(DATA_DIR, 'mails')

/** Who mails are from: `MAIL_FROM`, or nobody in a preview. */
export const senderOf = ({ MAIL_FROM }: Pick<Settings, 'MAIL_FROM'>) => MAIL_FROM ?? NOBODY

/** The id of a mail, of a name that no other mail of the desk has. */
export const messageID = ({
  name,
  settings,
}: {
  name: string
  settings: Pick<Settings, 'MAIL_FROM'>
}): string => `<${name}@${senderOf(settings).address.replace(/^.*@/, '')}>`

/**
 * Payload's mail adapter over nodemailer: by SMTP, or into the preview folder when there is no
 * `SMTP_URL`. Not `@payloadcms/email-nodemailer`: it has no release for this Payload, whose packages
 * must all be of one version, and without a server it opens an account at a third party.
 *
 * The answer to a mail with a `messageId` is the server's. Mails without one are Payload's own, which it
 * sends in the middle of a transaction on that user: waiting for a slow server would hold back every
 * report for the client, and tell whoever asks for a password whether there is such an account.
 */
export const mailAdapter = (settings: MailSettings): EmailAdapter<{ messageId: string }> => {
  const from = senderOf(settings)
  const { SMTP_URL: url } = settings
  return ({ payload }) => {
    const send = url ? smtpSend({ url }) : previewSend({ folder: previewFolder(settings) })
    return {
      defaultFromAddress: from.address,
      defaultFromName: from.name,
      name: url ? 'smtp' : 'preview',
      sendEmail: async ({ html, messageId, text, ...message }) => {
        const sending = send({
          ...message,
          // Always ours: Payload puts name and address into one string, without quoting.
          from,
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
