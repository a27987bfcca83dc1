import type { Endpoint } from 'payload'
import { setPassword } from '../../src/accounts/setPassword'
import { askedDepth, postedTexts } from './postedData'
import { signedInAnswer } from './signedInAnswer'

/** `POST /api/users/reset-password` replaces Payload's endpoint. It takes the token of a link from a mail. */
export const resetPassword: Endpoint = {
  handler: async (req) => {
    const { password, token } = await postedTexts(req, ['password', 'token'])
    const signedIn = await setPassword(req, { depth: askedDepth(req), password, token })
    return signedInAnswer(req, signedIn, 'authentication:passwordResetSuccessfully')
  },
  method: 'post',
  path: '/reset-password',
}
