import type { Mailbox } from '../settings/mailbox'
import type { Settings } from '../settings/settings'
import { composeMail } from './composeMail'
import { callsURL, passwordURL, publicBase } from './links'
import { oneLine } from './templates/clean'

/** The fields of a user that mails about an account need. */
type MailUser = {
  businessName?: null | string
  email: string
  isStaff?: boolean | null
  isSuperuser?: boolean | null
  name?: null | string
}

type AccountMail = {
  /** The sender. */
  from: Mailbox
  settings: Pick<Settings, 'PORT' | 'SERVER_URL'>
  /** Sets the password; only the recipient of this mail has it. */
  token: string
  user: MailUser
}

/** How long the link of a welcome mail works. */
export const WELCOME_DAYS = 7

/** The mail with a link to set a new password. Staff do it in the admin, clients on a client page. */
export const resetMail = ({ from, settings, token, user }: AccountMail) => {
  const base = publicBase(settings)
  const isStaff = user.isStaff === true || user.isSuperuser === true
  const title = 'Set a new password'
  return composeMail({
    footer: {
      text: `Somebody asked for a new password for ${oneLine(user.email)}. If that was not you, ignore this email: nothing has changed.`,
    },
    from,
    message: {
      blocks: [
        {
          kind: 'text',
          text: 'Use this link to set a new password. It works once, within one hour.',
        },
        {
          kind: 'link',
          label: 'Set a new password',
          url: isStaff ? `${base}/admin/reset/${token}` : passwordURL({ base, token }),
        },
      ],
      preheader: 'The link works for one hour.',
      subject: title,
      title,
    },
  })
}

/**
 * The mail for a new client: how to sign in, and where people and programs read the calls.
 * @param agency the agency's name; null if it is not known
 */
export const welcomeMail = ({
  agency,
  from,
  settings,
  token,
  user,
}: AccountMail & { agency: null | string }) => {
  const base = publicBase(settings)
  const name = oneLine(user.name ?? '', 80)
  const business = oneLine(user.businessName ?? '', 80)
  const title = name ? `Welcome, ${name}` : 'Welcome'
  const what = business ? `the calls that your agent takes for ${business}` : 'your agent’s calls'
  return composeMail({
    footer: { text: `${agency ?? 'Your agency'} created this account for ${oneLine(user.email)}.` },
    from,
    message: {
      blocks: [
        {
          kind: 'text',
          text: `This is where you read ${what}: who called, why, and with what outcome. Set your password first. The link works once, within ${WELCOME_DAYS} days.`,
        },
        { kind: 'link', label: 'Set your password', url: passwordURL({ base, token }) },
        { kind: 'heading', text: 'After that' },
        {
          facts: [
            { label: 'Your calls', value: callsURL({ base }) },
            { label: 'Sign in', value: `with ${oneLine(user.email)} and your password` },
            {
              label: 'Programs',
              value: `${base}/api/docs explains how your CRM reads the same calls`,
            },
          ],
          kind: 'facts',
        },
      ],
      preheader: 'Set your password to read your calls.',
      subject: business ? `Your calls at ${business}` : 'Welcome: your calls',
      title,
    },
  })
}
