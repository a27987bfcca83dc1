import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

// A prefix of the signed text, with a line break that no other signed text of the desk can contain.
const PURPOSE = 'unsubscribe from emails\n'

const signed = ({ secret, userID }: { secret: string; userID: string }): Buffer =>
  createHmac('sha256', secret).update(`${PURPOSE}${userID}`).digest()

/** A signed token that switches off the mails of one user, and is good for nothing else. */
export const unsubscribeToken = ({ secret, userID }: { secret: string; userID: string }): string =>
  `${userID}.${signed({ secret, userID }).toString('base64url')}`

/**
 * The ID of the user that a token was made for; null if the token is invalid. Compares in constant
 * time.
 */
export const readUnsubscribeToken = ({
  secret,
  token,
}: {
  secret: string
  token: string
}): null | string => {
  const [id = '', signature = '', ...rest] = token.split('.')
  const userID = z.uuid().safeParse(id).data
  if (userID === undefined || rest.length > 0) return null
  const given = Buffer.from(signature, 'base64url')
  const right = signed({ secret, userID })
  // Base64 has several spellings of the same bytes; only one is the token.
  if (given.length !== right.length || given.toString('base64url') !== signature) return null
  return timingSafeEqual(given, right) ? userID : null
}
