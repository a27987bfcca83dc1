import type { Mailbox } from '../settings/mailbox'
import type { Settings } from '../settings/settings'
import type { Texts } from '../translations/texts'
import { composeMail } from './composeMail'
import { publicBase } from './links'
import { oneLine } from './templates/clean'

type Letter = {
  /** The recipient's address. */
  email: string
  /** The sender. */
  from: Mailbox
  settings: Pick<Settings, 'PORT' | 'SERVER_URL'>
  texts: Texts
}

/** The page of a link that signs in. */
const signInURL = ({ base, token }: { base: string; token: string }): string =>
  `${base}/sign-in/${token}`

/**
 * The mail with a link and six digits to sign in with.
 * @param digits not in the subject or the preview, which phones show while they are locked
 */
export const signInMail = ({
  digits,
  email,
  from,
  settings,
  texts: { t },
  token,
}: Letter & { digits: string; token: string }) =>
  composeMail({
    footer: { text: t('signIn.mail.reason', { email: oneLine(email) }) },
    from,
    message: {
      blocks: [
        { kind: 'text', text: t('signIn.mail.text') },
        {
          kind: 'link',
          label: t('signIn.mail.action'),
          url: signInURL({ base: publicBase(settings), token }),
        },
        { kind: 'text', text: t('signIn.mail.digits') },
        { kind: 'heading', text: digits },
      ],
      preheader: t('signIn.mail.preheader'),
      subject: t('signIn.mail.subject'),
      title: t('signIn.mail.subject'),
    },
  })

/** What staff get who ask for a mail: where they sign in, and nothing that signs in. */
export const staffSignInMail = ({ email, from, settings, texts: { t } }: Letter) =>
  composeMail({
    footer: { text: t('signIn.mail.reason', { email: oneLine(email) }) },
    from,
    message: {
      blocks: [
        {
          kind: 'text',
          text: t('signIn.staffMail.text', { address: `${publicBase(settings)}/admin` }),
        },
      ],
      preheader: t('signIn.staffMail.preheader'),
      subject: t('signIn.staffMail.title'),
      title: t('signIn.staffMail.title'),
    },
  })
