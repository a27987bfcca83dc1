import { composeMail } from './composeMail'
import type { Letterhead } from './letterhead'
import { oneLine } from './templates/clean'

type Letter = {
  /** The recipient's address. */
  email: string
  letterhead: Letterhead
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
  letterhead,
  token,
}: Letter & { digits: string; token: string }) => {
  const { base } = letterhead
  const { t } = letterhead.texts
  return composeMail({
    footer: { text: t('signIn.mail.reason', { email: oneLine(email) }) },
    letterhead,
    message: {
      blocks: [
        { kind: 'text', text: t('signIn.mail.text') },
        {
          kind: 'link',
          label: t('signIn.mail.action'),
          url: signInURL({ base, token }),
        },
        { kind: 'text', text: t('signIn.mail.digits') },
        { kind: 'heading', text: digits },
      ],
      preheader: t('signIn.mail.preheader'),
      subject: t('signIn.mail.subject'),
      title: t('signIn.mail.subject'),
    },
  })
}

/** What staff get who ask for a mail: where they sign in, and nothing that signs in. */
export const staffSignInMail = ({ email, letterhead }: Letter) => {
  const { t } = letterhead.texts
  return composeMail({
    footer: { text: t('signIn.mail.reason', { email: oneLine(email) }) },
    letterhead,
    message: {
      blocks: [
        {
          kind: 'text',
          text: t('signIn.staffMail.text', { address: `${letterhead.deskBase}/admin` }),
        },
      ],
      preheader: t('signIn.staffMail.preheader'),
      subject: t('signIn.staffMail.title'),
      title: t('signIn.staffMail.title'),
    },
  })
}
