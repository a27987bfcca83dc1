import path from 'node:path'
import type { EmailAdapter } from 'payload'
import type { Settings } from '../server/settings'
import { plainTextOf } from './transport/plainText'
import { previewSend } from './transport/preview'
import { smtpSend } from './transport/smtp'

/** What the mail settings come to. */
type MailSettings = Pick<Settings, 'DATA_DIR' | 'MAIL_FROM' | 'SMTP_URL'>

const NOBODY = { address: 'desk@localhost', name: 'Client Desk' }

/** Where mails land without `SMTP_URL`. */
export const previewFolder = ({ DATA_DIR }: Pick<Settings, 'DATA_DIR'>): string =>
  path.resolve(DATA_DIR, 'mails')

/** Who mails are from: `MAIL_FROM`, or nobody in a preview. */
export const senderOf = ({ MAIL_FROM }: Pick<Settings, 'MAIL_FROM'>) => MAIL_FROM ?? NOBODY

/**
 * Payload's mail adapter over nodemailer: by SMTP, or into the preview folder when there is no
 * `SMTP_URL`. Not `@payloadcms/email-nodemailer`: it has no release for this Payload, whose packages
 * must all be of one version, and without a server it opens an account at a third party.
 */
export const mailAdapter = (settings: MailSettings): EmailAdapter<{ messageId: string }> => {
  const from = senderOf(settings)
  const { SMTP_URL: url } = settings
  return () => {
    const send = url ? smtpSend({ url }) : previewSend({ folder: previewFolder(settings) })
    return {
      defaultFromAddress: from.address,
      defaultFromName: from.name,
      name: url ? 'smtp' : 'preview',
      sendEmail: ({ html, text, ...message }) =>
        send({
          ...message,
          // Always ours: Payload puts name and address into one string, without quoting.
          from,
          html,
          text: text ?? (typeof html === 'string' ? plainTextOf(html) : undefined),
        }),
    }
  }
}
