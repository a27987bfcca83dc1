import type { Endpoint } from 'payload'
import { askForLink } from '../../src/accounts/forgotPassword'
import { postedTexts } from './postedData'

/** `POST /api/users/forgot-password` replaces Payload's endpoint. The response is the same for every e-mail. */
export const forgotPassword: Endpoint = {
  handler: async (req) => {
    const { email } = await postedTexts(req, ['email'])
    askForLink(req, email)
    return Response.json({ message: req.t('general:success') })
  },
  method: 'post',
  path: '/forgot-password',
}
