import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

// Begins what is signed, with a line break that no other signed text of the desk can have.
const PURPOSE = 'unsubscribe from emails\n'

const signed = ({ secret, userID }: { secret: string; userID: string }): Buffer =>
  createHmac('sha256', secret).update(`${PURPOSE}${userID}`).digest()

/** Proves that a link came in a mail to that user, and is good for nothing but its mails. */
export const unsubscribeToken = ({ secret, userID }: { secret: string; userID: string }): string =>
  `${userID}.${signed({ secret, userID }).toString('base64url')}`

/** Whose token it is; null for one that is nobody's. Takes as long for a wrong one as for a right one. */
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
  // Another spelling of the same bytes is not the token.
  if (given.length !== right.length || given.toString('base64url') !== signature) return null
  return timingSafeEqual(given, right) ? userID : null
}
