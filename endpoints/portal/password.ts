import type { Endpoint } from 'payload'
import { z } from 'zod'
import { isStaff } from '../../src/access/roles'
import { askForLink } from '../../src/accounts/forgotPassword'
import { setPassword } from '../../src/accounts/setPassword'
import { formProblem, portalForm } from '../../src/portal/forms/portalForm'
import { PASSWORD_FORMS, passwordPath } from '../../src/portal/password/paths'
import { refusalIn } from '../../src/refusals/addCode'

/** `POST /api/v1/portal/password`: mails a link. The answer is the same whether or not there is such an account. */
const ask = portalForm({
  as: 'anyone',
  back: () => '/password',
  fields: z.object({ email: z.string('shell.form.required').trim().min(1, 'shell.form.required') }),
  handle: ({ req, values }) => {
    askForLink(req, values.email)
    return { to: '/password?done=sent' }
  },
  name: PASSWORD_FORMS.ask,
  path: '/v1/portal/password',
})

/** `POST /api/v1/portal/password/set`: sets the password by a link from a mail, and signs in. */
const set = portalForm({
  as: 'anyone',
  back: ({ token }) => passwordPath(token),
  fields: z.object({
    password: z.string('shell.form.required').min(1, 'shell.form.required'),
    token: z.string(),
  }),
  handle: async ({ req, values }) => {
    try {
      const { cookies, user } = await setPassword(req, values)
      return { cookies, to: isStaff(user) ? req.payload.config.routes.admin : '/calls' }
    } catch (error) {
      const code = refusalIn(error)?.code
      if (code === 'PASSWORD_TOO_SHORT') return formProblem('password', 'shell.password.short')
      if (code === 'LINK_DEAD') return formProblem('password', 'shell.password.deadText')
      throw error
    }
  },
  name: PASSWORD_FORMS.set,
  path: '/v1/portal/password/set',
})

/** The forms for a lost password, and for the first one. */
export const lostPasswordForms: Endpoint[] = [ask, set]

/** The same at the addresses that pages of earlier versions post to, which may still be open somewhere. */
export const oldPasswordForms: Endpoint[] = [
  { ...ask, path: '/v1/password' },
  { ...set, path: '/v1/password/:token' },
]
