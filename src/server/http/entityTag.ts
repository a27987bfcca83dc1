import { createHash } from 'node:crypto'

/**
 * A tag of these bytes. Weak, since the same answer travels plain and compressed, which a strong
 * tag would have to tell apart.
 */
export const tagOf = (body: Uint8Array): string =>
  `W/"${createHash('sha1').update(body).digest('base64url')}"`

const opaque = (tag: string) => tag.trim().replace(/^W\//, '')

/**
 * Whether `If-None-Match` names the tag, compared weakly as RFC 9110 §13.1.2 has it for this header.
 * Commas in a tag would be taken for ends of tags; ours have none.
 */
export const isMatch = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some((each) => each.trim() === '*' || opaque(each) === opaque(tag))
