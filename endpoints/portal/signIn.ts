import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isStaff } from '../../src/access/roles'
import { askForSignIn } from '../../src/accounts/mailSignIn/askForSignIn'
import type { MailSignedIn } from '../../src/accounts/mailSignIn/openMailSession'
import { signInByDigits } from '../../src/accounts/mailSignIn/signInByDigits'
import { signInByLink } from '../../src/accounts/mailSignIn/signInByLink'
import type { SignedIn } from '../../src/accounts/session'
import { signIn } from '../../src/accounts/signIn'
import { ownPath } from '../../src/lib/ownPath'
import { formProblem, portalForm, type Typed } from '../../src/portal/forms/portalForm'
import {
  afterSignIn,
  codePath,
  linkPath,
  SIGN_IN_FORMS,
  signInPage,
} from '../../src/portal/signIn/paths'
import { refusalIn } from '../../src/refusals/addCode'
import type { RefusalCode } from '../../src/refusals/refusals'
import type { MessageKey } from '../../src/translations/texts'

const email = z
  .string('signIn.email.missing')
  .trim()
  .min(1, 'signIn.email.missing')
  .max(320, 'signIn.email.missing')
const next = z.string().optional()

/** Shows the form again if the work is refused for one of these reasons. */
const orProblem = async <Result>(
  work: Promise<Result>,
  codes: readonly RefusalCode[],
  field: string,
  key: MessageKey,
): Promise<Result> => {
  try {
    return await work
  } catch (error) {
    const code = refusalIn(error)?.code
    if (code !== undefined && codes.includes(code)) return formProblem(field, key)
    throw error
  }
}

const goOn = (req: PayloadRequest, { cookies, user }: SignedIn, asked: unknown) => {
  const { admin } = req.payload.config.routes
  return { cookies, to: afterSignIn({ admin, isStaff: isStaff(user), next: ownPath(asked) }) }
}

const backToSignIn = ({ next: asked }: Typed) => signInPage(ownPath(asked))

/** `POST /api/v1/portal/sign-in`: by email and password. Staff go on to the admin. */
const byPassword = portalForm({
  as: 'anyone',
  back: backToSignIn,
  fields: z.object({
    email,
    next,
    password: z.string('signIn.password.missing').min(1, 'signIn.password.missing'),
  }),
  handle: async ({ req, values }) => {
    const { email: by, password } = values
    const signedIn = await orProblem(
      signIn(req, { email: by, password }),
      // The same for all, as everywhere.
      ['ACCOUNT_INACTIVE', 'LOGIN_INCOMPLETE', 'WRONG_LOGIN'],
      'password',
      'signIn.password.wrong',
    )
    return goOn(req, signedIn, values.next)
  },
  name: SIGN_IN_FORMS.password,
  path: '/v1/portal/sign-in',
})

/** `POST /api/v1/portal/sign-in/ask`: asks for a mail. The answer is the same for every email. */
const ask = portalForm({
  as: 'anyone',
  back: backToSignIn,
  fields: z.object({ email, next }),
  handle: ({ req, values }) => {
    const { cookie } = askForSignIn(req, values)
    return { cookies: [cookie], to: codePath(ownPath(values.next)) }
  },
  name: SIGN_IN_FORMS.ask,
  path: '/v1/portal/sign-in/ask',
})

const byMail = (req: PayloadRequest, signedIn: MailSignedIn) => goOn(req, signedIn, signedIn.next)

/** `POST /api/v1/portal/sign-in/code`: by the six digits of a mail, in the browser that asked for it. */
const byDigits = portalForm({
  as: 'anyone',
  back: ({ next: asked }) => codePath(ownPath(asked)),
  fields: z.object({ digits: z.string('signIn.code.missing').min(1, 'signIn.code.missing'), next }),
  handle: async ({ req, values: { digits } }) =>
    byMail(
      req,
      await orProblem(
        signInByDigits(req, { digits }),
        ['DIGITS_WRONG'],
        'digits',
        'signIn.code.wrong',
      ),
    ),
  name: SIGN_IN_FORMS.code,
  path: '/v1/portal/sign-in/code',
})

/** `POST /api/v1/portal/sign-in/link`: by the link of a mail, whose page has this button. */
const byLink = portalForm({
  as: 'anyone',
  back: ({ token }) => linkPath(token),
  fields: z.object({ token: z.string() }),
  handle: async ({ req, values: { token } }) =>
    byMail(
      req,
      await orProblem(
        signInByLink(req, { token }),
        ['LINK_DEAD'],
        'token',
        'signIn.link.dead.text',
      ),
    ),
  name: SIGN_IN_FORMS.link,
  path: '/v1/portal/sign-in/link',
})

/** The forms by which clients sign in. */
export const signInForms: Endpoint[] = [byPassword, ask, byDigits, byLink]
