import { createHmac, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import { refusal } from '../refusals/refusals'

/** What a cursor is a place in: a list, newest first, or what has changed, oldest change first. */
type CursorKind = 'before' | 'updatedSince'

type Owner = {
  kind: CursorKind
  /** Whose list it is a place in. Somebody else's cursor is refused. */
  scope: string
  /** `payload.secret` */
  secret: string
}

const MAC_BYTES = 12

const macOf = ({ body, kind, scope, secret }: Owner & { body: string }): string =>
  createHmac('sha256', secret)
    .update(`cursor\n${kind}\n${scope}\n${body}`)
    .digest()
    .subarray(0, MAC_BYTES)
    .toString('base64url')

/** Writes a place as a text that means nothing to anybody else: URL-safe, and signed. */
export const writeCursor = (place: unknown, owner: Owner): string => {
  const body = Buffer.from(JSON.stringify(place)).toString('base64url')
  return `${body}.${macOf({ ...owner, body })}`
}

const isSigned = ({ mac, ...signed }: Owner & { body: string; mac: string }): boolean => {
  const given = Buffer.from(mac)
  const right = Buffer.from(macOf(signed))
  return given.length === right.length && timingSafeEqual(given, right)
}

/**
 * Reads a cursor that `writeCursor` wrote for the same owner.
 * @throws 400 for anything else: made up, cut off, another list's, another person's
 */
export const readCursor = <Schema extends z.ZodType>(
  text: string,
  { schema, ...owner }: Owner & { schema: Schema },
): z.infer<Schema> => {
  const [body = '', mac = '', ...rest] = text.split('.')
  if (rest.length > 0 || !isSigned({ ...owner, body, mac })) {
    throw refusal('CURSOR_INVALID', {
      message: `This is not a valid cursor for “${owner.kind}”. Pass on the nextCursor of your last answer unchanged.`,
    })
  }
  return schema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
}
