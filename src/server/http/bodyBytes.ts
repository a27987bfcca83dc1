import type { IncomingMessage } from 'node:http'
import type { Payload, PayloadRequest } from 'payload'
import { isStaff } from '../../access/roles'
import { executeAuthStrategies } from '../../payload/operations'
import type { Asker } from '../../readLimit/askers'

const KB = 1024

/**
 * How much of a body is read into memory at once, and worked on in one turn: of strangers, forms and documents
 * of GraphQL; of users, also long lists of ids to filter by; of staff, bulk actions on 100,000 documents, which
 * have 4 MB, and whole calls.
 */
const MOST = { staff: 8 * KB * KB, strangers: 256 * KB, users: KB * KB }

/** A filter too long for an address; Payload makes an address of it all the same. */
const MOST_IN_ADDRESS = 256 * KB

const OVERRIDES = ['x-http-method-override', 'x-payload-http-method-override']

/** Whether a posted body stands for the query of an address. */
const isAddress = ({ headers }: IncomingMessage): boolean =>
  OVERRIDES.some((name) => headers[name] !== undefined)

const headersOf = ({ rawHeaders }: IncomingMessage): Headers => {
  const headers = new Headers()
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
  }
  return headers
}

/** Who asks; only credentials say whether it can be somebody. */
const userOf = async (
  { credentials }: Asker,
  { incoming, payload }: { incoming: IncomingMessage; payload: Payload },
): Promise<PayloadRequest['user']> => {
  if (credentials.length === 0) return null
  return (await executeAuthStrategies({ headers: headersOf(incoming), payload })).user
}

/**
 * How many bytes a large body of this asker may have. Whoever has a credential is looked up for it: what one
 * may send is not to be had by making one up.
 */
export const mostBytes = async (
  asker: Asker,
  asked: { incoming: IncomingMessage; payload: Payload },
): Promise<number> => {
  if (isAddress(asked.incoming)) return MOST_IN_ADDRESS
  const user = await userOf(asker, asked)
  if (!user) return MOST.strangers
  return isStaff(user) ? MOST.staff : MOST.users
}
