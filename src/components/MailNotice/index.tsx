import type { I18n } from '@payloadcms/translations'
import { settings } from '../../settings/settings'
import type { DeskKey, DeskTranslations } from '../../translations/keys'
import './index.css'

type Props = { i18n: I18n<DeskTranslations, DeskKey> }

/** Tells staff that mails are not sent, on a desk that has no mail server yet. */
export const MailNotice = ({ i18n }: Props) => {
  const { DATA_DIR, SMTP_URL } = settings()
  if (SMTP_URL !== undefined) return null
  return (
    <p className="desk-mail-notice" role="note">
      {i18n.t('desk:mailPreview', { folder: `${DATA_DIR}/mails` })}
    </p>
  )
}
