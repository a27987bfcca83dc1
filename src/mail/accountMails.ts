import { composeMail } from './composeMail'
import type { Letterhead } from './letterhead'
import { callsURL, passwordURL } from './links'
import { oneLine } from './templates/clean'
import { isolated } from './templates/isolate'

/** The fields of a user that mails about an account need. */
type MailUser = {
  businessName?: null | string
  email: string
  isStaff?: boolean | null
  isSuperuser?: boolean | null
  name?: null | string
}

type AccountMail = {
  letterhead: Letterhead
  /** Sets the password; only the recipient of this mail has it. */
  token: string
  user: MailUser
}

/** How long the link of a welcome mail works. */
export const WELCOME_DAYS = 7

/** The mail with a link to set a new password. Staff do it in the admin, clients on a page of theirs. */
export const resetMail = ({ letterhead, token, user }: AccountMail) => {
  const { base, deskBase } = letterhead
  const { t } = letterhead.texts
  const isStaff = user.isStaff === true || user.isSuperuser === true
  const title = t('mails.reset.action')
  return composeMail({
    footer: { text: t('mails.reset.reason', { email: oneLine(user.email) }) },
    letterhead,
    message: {
      blocks: [
        { kind: 'text', text: t('mails.reset.text') },
        {
          kind: 'link',
          label: title,
          url: isStaff ? `${deskBase}/admin/reset/${token}` : passwordURL({ base, token }),
        },
      ],
      preheader: t('mails.reset.preheader'),
      subject: title,
      title,
    },
  })
}

/** The mail for a new client: how to sign in, and where people and programs read the calls. */
export const welcomeMail = ({ letterhead, token, user }: AccountMail) => {
  const { agency, base } = letterhead
  const { t } = letterhead.texts
  const name = isolated(oneLine(user.name ?? '', 80))
  const business = isolated(oneLine(user.businessName ?? '', 80))
  const email = oneLine(user.email)
  const n = WELCOME_DAYS
  return composeMail({
    footer: {
      text: agency
        ? t('mails.welcome.reason', { agency: isolated(agency), email })
        : t('mails.welcome.reasonNameless', { email }),
    },
    letterhead,
    message: {
      blocks: [
        {
          kind: 'text',
          text: business
            ? t('mails.welcome.textBusiness', { business, n })
            : t('mails.welcome.text', { n }),
        },
        { kind: 'link', label: t('mails.welcome.action'), url: passwordURL({ base, token }) },
        { kind: 'heading', text: t('mails.welcome.after') },
        {
          facts: [
            { label: t('mails.welcome.calls'), value: callsURL({ base }) },
            { label: t('mails.welcome.signIn'), value: t('mails.welcome.signInWith', { email }) },
            {
              label: t('mails.welcome.programs'),
              value: t('mails.welcome.programsHint', { url: `${base}/api/docs` }),
            },
          ],
          kind: 'facts',
        },
      ],
      preheader: t('mails.welcome.preheader'),
      subject: business
        ? t('mails.welcome.subjectBusiness', { business })
        : t('mails.welcome.subject'),
      title: name ? t('mails.welcome.titleNamed', { name }) : t('mails.welcome.title'),
    },
  })
}
