import { createHmac, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import { refusal } from '../refusals/refusals'

/** The kind of list of a cursor: newest first, or changes, oldest change first. */
type CursorKind = 'before' | 'updatedSince'

type Owner = {
  kind: CursorKind
  /** The reader it was issued to: a client's ID, or staff. It is refused for any other. */
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

/**
 * Writes a place in a list as an opaque cursor: URL-safe, and signed for one reader and one kind of list.
 * @param place any JSON value
 * @example
 * const owner = { kind: 'before', scope: 'staff', secret } as const
 * const cursor = writeCursor(['reportedAt', null], owner)
 * readCursor(cursor, { ...owner, schema: z.array(z.unknown()) }) // ['reportedAt', null]
 */
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
 * Reads a cursor that `writeCursor` wrote for the same reader and kind of list.
 * @throws {Refusal} `CURSOR_INVALID` for any other text
 */
export const readCursor = <Schema extends z.ZodType>(
  text: string,
  { schema, ...owner }: Owner & { schema: Schema },
): z.infer<Schema> => {
  const [body = '', mac = '', ...rest] = text.split('.')
  if (rest.length > 0 || !isSigned({ ...owner, body, mac })) {
    throw refusal('CURSOR_INVALID', {
      message: `This is not a valid cursor for “${owner.kind}”. Pass the nextCursor of the previous response unchanged.`,
    })
  }
  return schema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
}
