import type { Endpoint } from 'payload'
import { signIn } from '../../src/accounts/signIn'
import { askedDepth, postedTexts } from './postedData'
import { signedInAnswer } from './signedInAnswer'

/** `POST /api/users/login` replaces Payload's endpoint. */
export const login: Endpoint = {
  handler: async (req) => {
    const { email, password } = await postedTexts(req, ['email', 'password'])
    const signedIn = await signIn(req, { depth: askedDepth(req), email, password })
    return signedInAnswer(req, signedIn, 'authentication:passed')
  },
  method: 'post',
  path: '/login',
}
