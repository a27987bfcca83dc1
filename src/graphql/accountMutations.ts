import type { Config, PayloadRequest } from 'payload'
import { z } from 'zod'
import { askForLink } from '../accounts/forgotPassword'
import { refreshSession } from '../accounts/refreshSession'
import type { SignedIn } from '../accounts/session'
import { setPassword } from '../accounts/setPassword'
import { signIn } from '../accounts/signIn'
import { withoutTokenOfCookie } from '../accounts/tokenForScripts'
import { isObject } from '../lib/values'
import { isolateObjectProperty } from '../payload/operations'

type Mutations = NonNullable<NonNullable<Config['graphQL']>['mutations']>

/** The context that Payload passes to resolvers. */
type Context = { headers: Record<string, string>; req: PayloadRequest }

const forgotSchema = z.object({ email: z.string() })
const resetSchema = z.object({ password: z.string().nullish(), token: z.string().nullish() })
const loginSchema = z.object({ email: z.string(), password: z.string().nullish() })

/** Payload appends each of these to the response. Names that differ only in case become two headers. */
const setCookies = ({ headers }: Context, { cookies: [session, device] }: SignedIn): void => {
  if (session) headers['Set-Cookie'] = session
  if (device) headers['set-cookie'] = device
}

const login = async (_: unknown, args: unknown, context: Context) => {
  const { email, password } = loginSchema.parse(args)
  const signedIn = await signIn(context.req, { email, password: password ?? '' })
  setCookies(context, signedIn)
  const { exp, token, user } = signedIn
  return { exp, token, user }
}

const forgot = (_: unknown, args: unknown, { req }: Context): true => {
  askForLink(req, forgotSchema.parse(args).email)
  return true
}

const reset = async (_: unknown, args: unknown, context: Context) => {
  const { password, token } = resetSchema.parse(args)
  const signedIn = await setPassword(context.req, { password: password ?? '', token: token ?? '' })
  setCookies(context, signedIn)
  return { token: signedIn.token, user: signedIn.user }
}

/** As Payload's own, but it leaves out the token when the user signed in by cookie. */
const refresh = async (_: unknown, __: unknown, context: Context) => {
  const req = isolateObjectProperty(context.req, 'transactionID')
  const { cookie, result } = await refreshSession(req)
  context.headers['Set-Cookie'] = cookie
  return withoutTokenOfCookie(context.req, result, 'refreshedToken')
}

/** Makes the password of a new user optional, as in REST: without one, the user sets it by a link in a mail. */
const allowNoPassword = (
  { GraphQLString }: Parameters<Mutations>[0],
  { collections }: Parameters<Mutations>[1],
): void => {
  const fields: unknown = collections.users?.graphQL?.mutationInputType.ofType.getFields()
  const password: unknown = isObject(fields) ? fields.password : undefined
  if (!isObject(password)) throw new Error('Payload has no password in mutationUserInput')
  password.type = GraphQLString
}

/**
 * Signing in and resetting passwords by GraphQL: Payload's mutations with the desk's resolvers. Email
 * addresses are not verified, so the mutation for that is removed. New users need no password.
 */
export const accountMutations: Mutations = (graphQL, payload) => {
  const { Mutation } = payload
  allowNoPassword(graphQL, payload)
  delete Mutation.fields.verifyEmailUser
  return {
    forgotPasswordUser: { ...Mutation.fields.forgotPasswordUser, resolve: forgot },
    loginUser: { ...Mutation.fields.loginUser, resolve: login },
    refreshTokenUser: { ...Mutation.fields.refreshTokenUser, resolve: refresh },
    resetPasswordUser: { ...Mutation.fields.resetPasswordUser, resolve: reset },
  }
}
