import type { I18n } from '@payloadcms/translations'
import { untrustedProxy } from '../../readLimit/callerAddress'
import type { DeskKey, DeskTranslations } from '../../translations/keys'
import '../MailNotice/index.css'

type Props = { i18n: I18n<DeskTranslations, DeskKey> }

/** Asks staff to name the proxy in front of the desk, without which nobody can be told by an address. */
export const ProxyNotice = ({ i18n }: Props) => {
  const proxy = untrustedProxy()
  if (proxy === null) return null
  return (
    <p className="desk-mail-notice" role="note">
      {i18n.t('desk:proxyNotice', { proxy })}
    </p>
  )
}
