import { z } from 'zod'
import { seal, unseal } from '../../lib/seal'
import { generateCookie } from '../../payload/shared'
import { isEncrypted } from '../../settings/isEncrypted'

/** The cookie by which a new API key reaches its page, which is the only one that shows it. */
export const NEW_KEY_COOKIE = 'desk-new-key'

const PURPOSE = 'new API key'
const SECONDS = 120
const PATH = '/settings/keys'

const newKeySchema = z.object({
  key: z.string(),
  name: z.string(),
  until: z.number(),
  user: z.string(),
})

/** A key that was just created. */
export type NewKey = { key: string; name: string }

type Owner = { secret: string; user: string }

const cookieOf = (value: string, seconds: number): string =>
  generateCookie<false>({
    httpOnly: true,
    maxAge: seconds,
    name: NEW_KEY_COOKIE,
    path: PATH,
    returnCookieAsObject: false,
    sameSite: 'Lax',
    secure: isEncrypted(),
    value,
  })

/** The `Set-Cookie` header that shows a new key to its user for two minutes. It is encrypted. */
export const newKeyCookie = (
  { key, name }: NewKey,
  { secret, user }: Owner,
  now = Date.now(),
): string => {
  const text = JSON.stringify({ key, name, until: now + SECONDS * 1000, user })
  return cookieOf(seal(text, { purpose: PURPOSE, secret }), SECONDS)
}

/** The `Set-Cookie` header after which the key is no longer shown. Browsers send it to this path only. */
export const endNewKey = (): string => cookieOf('', 0)

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The new key. Null if the cookie is not of this desk and this user, or is over. */
export const openNewKey = (
  cookie: string | undefined,
  { secret, user }: Owner,
  now = Date.now(),
): NewKey | null => {
  const text = cookie ? unseal(cookie, { purpose: PURPOSE, secret }) : null
  const read = text === null ? undefined : newKeySchema.safeParse(parse(text)).data
  if (!read || read.user !== user || read.until <= now) return null
  return { key: read.key, name: read.name }
}
