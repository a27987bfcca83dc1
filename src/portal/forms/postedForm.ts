import type { PayloadRequest } from 'payload'

/** What browsers send for a form of text fields. */
const URLENCODED = /^application\/x-www-form-urlencoded\b/i

/** No form of the portal is larger. */
export const MAX_FORM_BYTES = 64 * 1024
const MAX_VALUES = 500

/** The values of a form by field. A field that was sent once has one. */
export type Posted = Readonly<Record<string, readonly string[]>>

/**
 * Reads a posted form.
 * @returns no fields if the body is no form; null if it is too large
 */
export const readPosted = async (req: PayloadRequest): Promise<null | Posted> => {
  if (!URLENCODED.test(req.headers.get('content-type') ?? '')) return {}
  if (Number(req.headers.get('content-length') ?? 0) > MAX_FORM_BYTES) return null
  const text = (await req.text?.()) ?? ''
  if (Buffer.byteLength(text) > MAX_FORM_BYTES) return null
  const posted = new Map<string, string[]>()
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    count += 1
    if (count > MAX_VALUES) return null
    // Browsers send line breaks as two characters, and NUL cannot be stored.
    const plain = value.replaceAll('\r\n', '\n').replaceAll('\0', '')
    posted.set(name, [...(posted.get(name) ?? []), plain])
  }
  return Object.fromEntries(posted)
}

/** The first value of a field, empty if there is none. */
export const firstOf = (posted: Posted, name: string): string => posted[name]?.[0] ?? ''
