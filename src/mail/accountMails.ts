import type { Settings } from '../settings/settings'
import { senderOf } from './adapter'
import { composeMail } from './composeMail'
import { callsURL, passwordURL, publicBase } from './links'
import { oneLine } from './templates/clean'

/** What a mail about an account needs to know of its user. */
type MailUser = {
  businessName?: null | string
  email: string
  isStaff?: boolean | null
  isSuperuser?: boolean | null
  name?: null | string
}

type AccountMail = {
  settings: Pick<Settings, 'MAIL_FROM' | 'PORT' | 'SERVER_URL'>
  /** Proves that whoever sets the password got this mail. */
  token: string
  user: MailUser
}

/** How long the link of a welcome mail works. */
export const WELCOME_DAYS = 7

/** The mail by which somebody sets a new password: staff in the admin, clients on a page of their own. */
export const resetMail = ({ settings, token, user }: AccountMail) => {
  const base = publicBase(settings)
  const isStaff = user.isStaff === true || user.isSuperuser === true
  const title = 'Set a new password'
  return composeMail({
    footer: {
      text: `Somebody asked for a new password for ${oneLine(user.email)}. If that was not you, ignore this email: nothing has changed.`,
    },
    from: senderOf(settings),
    message: {
      blocks: [
        {
          kind: 'text',
          text: 'With this link you set a new password. It works for one hour, once.',
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

/** The mail that a new client gets: how to sign in, where its calls are, for people and for programs. */
export const welcomeMail = ({ settings, token, user }: AccountMail) => {
  const base = publicBase(settings)
  const name = oneLine(user.name ?? '', 80)
  const business = oneLine(user.businessName ?? '', 80)
  const title = name ? `Welcome, ${name}` : 'Welcome'
  const what = business ? `the calls that your agent takes for ${business}` : 'your agent’s calls'
  return composeMail({
    footer: { text: `This account was made for ${oneLine(user.email)} by your agency.` },
    from: senderOf(settings),
    message: {
      blocks: [
        {
          kind: 'text',
          text: `Here you read ${what}: who called, what for, and what came of it. Set your password first. The link works for ${WELCOME_DAYS} days, once.`,
        },
        { kind: 'link', label: 'Set your password', url: passwordURL({ base, token }) },
        { kind: 'heading', text: 'From then on' },
        {
          facts: [
            { label: 'Your calls', value: callsURL({ base }) },
            { label: 'You sign in', value: `with ${oneLine(user.email)} and your password` },
            { label: 'Programs', value: `${base}/api/docs says how your CRM reads the same calls` },
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
