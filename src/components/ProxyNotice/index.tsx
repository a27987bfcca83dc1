import type { I18n } from '@payloadcms/translations'
import { untrustedProxy } from '../../readLimit/callerAddress'
import type { DeskKey, DeskTranslations } from '../../translations/keys'
import '../MailNotice/index.css'

type Props = { i18n: I18n<DeskTranslations, DeskKey> }

/** A notice to staff about an untrusted proxy in front of the desk, behind which all callers share one address. */
export const ProxyNotice = ({ i18n }: Props) => {
  const proxy = untrustedProxy()
  if (proxy === null) return null
  return (
    <p className="desk-mail-notice" role="note">
      {i18n.t('desk:proxyNotice', { proxy })}
    </p>
  )
}
