import type { I18n } from '@payloadcms/translations'
import { mailFolder } from '../../mail/adapter'
import { settings } from '../../settings/settings'
import type { DeskKey, DeskTranslations } from '../../translations/keys'
import './index.css'

type Props = { i18n: I18n<DeskTranslations, DeskKey> }

/** A notice to staff that no mails are sent, if no mail server is configured. */
export const MailNotice = ({ i18n }: Props) => {
  const known = settings()
  if (known.SMTP_URL !== undefined) return null
  return (
    <p className="desk-mail-notice" role="note">
      {i18n.t('desk:mailPreview', { folder: mailFolder(known) })}
    </p>
  )
}
