import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { seal, unseal } from '../../lib/seal'
import { generateCookie } from '../../payload/shared'
import { isEncrypted } from '../../settings/isEncrypted'
import { isMessageKey } from '../../translations/isMessageKey'
import type { Problem } from './formProblem'

/** The cookie by which a form that failed finds its way back to its page. */
export const FLASH_COOKIE = 'desk-form'

const PURPOSE = 'form that failed'
const SECONDS = 300

/** Browsers drop a cookie of more than 4,096 bytes, with its name and attributes. */
const MAX_VALUE = 3_900 - FLASH_COOKIE.length
/** No form is larger, and a cookie from elsewhere must not fill the memory. */
const MAX_BYTES = 256 * 1024

/** A form that failed. */
export type Flash = {
  /** The name of the form. */
  form: string
  problems: Readonly<Record<string, Problem>>
  /** What was typed. Empty if it was too much for a cookie. */
  values: Readonly<Record<string, readonly string[]>>
}

type Owner = { secret: string; user: null | string }

const messageValue = z.union([z.number(), z.string()])
const flashSchema = z.object({
  form: z.string(),
  problems: z.record(
    z.string(),
    z.object({
      key: z.string().refine(isMessageKey),
      values: z.record(z.string(), messageValue).optional(),
    }),
  ),
  until: z.number(),
  user: z.string().nullable(),
  values: z.record(z.string(), z.array(z.string())),
})

const cookieOf = (value: string, ends: number): string =>
  generateCookie<false>({
    expires: new Date(ends),
    httpOnly: true,
    name: FLASH_COOKIE,
    path: '/',
    returnCookieAsObject: false,
    sameSite: 'Lax',
    secure: isEncrypted(),
    value,
  })

const sealed = (flash: Flash, { secret, user }: Owner, until: number): string => {
  const text = JSON.stringify({ ...flash, until, user })
  return seal(deflateRawSync(text).toString('base64'), { purpose: PURPOSE, secret })
}

const lengthOf = (values: readonly string[]): number => values.join('').length

/** Without the longest value. */
const shorter = (values: Flash['values']): Flash['values'] => {
  const [longest] = Object.keys(values).sort(
    (one, other) => lengthOf(values[other] ?? []) - lengthOf(values[one] ?? []),
  )
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== longest))
}

/**
 * The `Set-Cookie` header for a form that failed. Encrypted, and only for this user. Where it is too much for a
 * cookie, the longest texts are left out.
 */
export const flashCookie = (flash: Flash, owner: Owner, now = Date.now()): string => {
  const until = now + SECONDS * 1000
  let { values } = flash
  for (;;) {
    const value = sealed({ ...flash, values }, owner, until)
    if (value.length <= MAX_VALUE) return cookieOf(value, until)
    if (Object.keys(values).length === 0) return endFlash()
    values = shorter(values)
  }
}

/** The `Set-Cookie` header that ends it. */
export const endFlash = (): string => cookieOf('', 1_000)

const parse = (packed: string): unknown => {
  try {
    const bytes = inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: MAX_BYTES })
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

/** The form that failed. Null if the cookie is not of this desk, for this user and this form, and in time. */
export const openFlash = (
  cookie: string | undefined,
  { form, secret, user }: Owner & { form: string },
  now = Date.now(),
): Flash | null => {
  const packed = cookie ? unseal(cookie, { purpose: PURPOSE, secret }) : null
  const read = packed === null ? undefined : flashSchema.safeParse(parse(packed)).data
  if (!read || read.form !== form || read.user !== user || read.until <= now) return null
  return { form, problems: read.problems, values: read.values }
}
