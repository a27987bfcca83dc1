import type { Endpoint } from 'payload'
import { z } from 'zod'
import { MIN_PASSWORD_LENGTH } from '../../src/accounts/passwordLength'
import { formProblem } from '../../src/portal/forms/formProblem'
import { portalForm } from '../../src/portal/forms/portalForm'
import { SETTINGS } from '../../src/portal/settings/addresses'
import { refusalIn } from '../../src/refusals/addCode'

const password = portalForm({
  as: 'client',
  back: () => SETTINGS.password,
  fields: z.object({
    newPassword: z.string().optional().default(''),
    presentPassword: z.string().optional().default(''),
  }),
  handle: async ({ client, req, values: { newPassword, presentPassword } }) => {
    if (newPassword.length < MIN_PASSWORD_LENGTH) {
      return formProblem('newPassword', 'settings.password.short', { n: MIN_PASSWORD_LENGTH })
    }
    try {
      await req.payload.update({
        collection: 'users',
        data: { currentPassword: presentPassword, password: newPassword },
        depth: 0,
        id: client.id,
        overrideAccess: false,
        req,
      })
    } catch (error) {
      const code = refusalIn(error)?.code
      if (code === 'PRESENT_PASSWORD_MISSING') {
        return formProblem('presentPassword', 'settings.password.presentMissing')
      }
      if (code === 'PRESENT_PASSWORD_WRONG') {
        return formProblem('presentPassword', 'settings.password.wrong')
      }
      if (code === 'TOO_MANY_REQUESTS') {
        return formProblem('presentPassword', 'settings.password.tooMany')
      }
      throw error
    }
    return { to: `${SETTINGS.password}?done=password` }
  },
  name: 'settings.password',
  path: '/v1/portal/settings/password',
})

/** The forms of the page with a client’s password. */
export const passwordForms: Endpoint[] = [password]
