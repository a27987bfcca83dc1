import type { IncomingAuthType } from 'payload'
import { z } from 'zod'
import { resetMail } from '../../src/mail/accountMails'
import { readSettings } from '../../src/settings/settings'

const userSchema = z.object({
  email: z.string(),
  isStaff: z.boolean().nullish(),
  isSuperuser: z.boolean().nullish(),
})

const mailOf = (args: { token?: string; user?: unknown } | undefined) =>
  resetMail({
    settings: readSettings(),
    token: args?.token ?? '',
    user: userSchema.parse(args?.user),
  })

/** The mail for a lost password, which Payload sends. */
export const forgotPassword: IncomingAuthType['forgotPassword'] = {
  generateEmailHTML: (args) => mailOf(args).html,
  generateEmailSubject: (args) => mailOf(args).subject,
}
