import type { Brand } from '../brands/brandOf'
import type { Mailbox } from '../settings/mailbox'
import type { Texts } from '../translations/texts'
import { dial, phone } from './format'
import type { Letterhead } from './letterhead'
import type { Message } from './message'
import type { Content, SmallLink } from './templates/content'
import { renderHTML } from './templates/html'
import { renderText } from './templates/text'

const smallLinks = (brand: Brand, texts: Texts): SmallLink[] => {
  const { t } = texts
  const { imprintURL, privacyURL, supportEmail, supportPhone } = brand
  const help = [
    ...(supportEmail ? [{ url: `mailto:${supportEmail}`, value: supportEmail }] : []),
    ...(supportPhone
      ? [{ url: dial(supportPhone) ?? `tel:${supportPhone}`, value: phone(supportPhone, texts) }]
      : []),
  ]
  return [
    ...help.map((link) => ({ ...link, label: t('mails.help') })),
    ...(imprintURL ? [{ url: imprintURL, value: t('mails.imprint') }] : []),
    ...(privacyURL ? [{ url: privacyURL, value: t('mails.privacy') }] : []),
  ]
}

/** A complete mail with its sender, with sender line and footer, as HTML and as plain text. */
export const composeMail = ({
  footer,
  letterhead: { brand, from, texts },
  message,
}: {
  footer: Omit<Content['footer'], 'links'>
  letterhead: Pick<Letterhead, 'brand' | 'from' | 'texts'>
  message: Message
}): { from: Mailbox; html: string; subject: string; text: string } => {
  const content = {
    ...message,
    accent: brand.accent,
    footer: { ...footer, links: smallLinks(brand, texts) },
    from: brand.id === null ? from.name || from.address : brand.name,
    language: texts,
  }
  return { from, html: renderHTML(content), subject: message.subject, text: renderText(content) }
}
