import type { Endpoint } from 'payload'
import { askForLink } from '../../src/accounts/forgotPassword'
import { postedTexts } from './postedData'

/** `POST /api/users/forgot-password`, in place of Payload's: the same answer for every e-mail. */
export const forgotPassword: Endpoint = {
  handler: async (req) => {
    const { email } = await postedTexts(req, ['email'])
    askForLink(req, email)
    return Response.json({ message: req.t('general:success') })
  },
  method: 'post',
  path: '/forgot-password',
}
