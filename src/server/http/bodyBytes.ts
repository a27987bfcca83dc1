import type { IncomingMessage } from 'node:http'
import type { Payload, PayloadRequest } from 'payload'
import { isStaff, isSuperuser } from '../../access/roles'
import { IMPORT_PATH } from '../../imports/importPath'
import { executeAuthStrategies } from '../../payload/operations'
import type { Requester } from '../../readLimit/requesters'
import { settings } from '../../settings/settings'
import { withoutEndSlashes } from './paths'

const KB = 1024

/**
 * How many bytes of a body are read into memory and parsed in one go. Strangers send forms and GraphQL
 * documents; users also long lists of ids to filter by; staff also bulk actions on 100,000 documents, which
 * take 4 MB, and whole calls.
 */
const MOST = { staff: 8 * KB * KB, strangers: 256 * KB, users: KB * KB }

/** The same for a filter that is posted because it is too long for a URL. Payload still makes a URL of it. */
const MOST_IN_ADDRESS = 256 * KB

const OVERRIDES = ['x-http-method-override', 'x-payload-http-method-override']

/** Whether the posted body is the query string of a GET. */
const isAddress = ({ headers }: IncomingMessage): boolean =>
  OVERRIDES.some((name) => headers[name] !== undefined)

/** Whether the body is a file to import, which goes to the disk and not into memory. */
export const isFile = (
  { method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>,
  apiRoute: string,
): boolean =>
  method === 'POST' && withoutEndSlashes(url.split('?', 1)[0] ?? '') === `${apiRoute}${IMPORT_PATH}`

const headersOf = ({ rawHeaders }: IncomingMessage): Headers => {
  const headers = new Headers()
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
  }
  return headers
}

/** The user of a request. Null without looking it up if there are no credentials. */
const userOf = async (
  { credentials }: Requester,
  { incoming, payload }: { incoming: IncomingMessage; payload: Payload },
): Promise<PayloadRequest['user']> => {
  if (credentials.length === 0) return null
  return (await executeAuthStrategies({ headers: headersOf(incoming), payload })).user
}

/**
 * How many bytes a large body of this caller may have. Credentials are checked first, so that made-up
 * ones do not raise the limit.
 */
export const mostBytes = async (
  requester: Requester,
  request: { incoming: IncomingMessage; payload: Payload },
): Promise<number> => {
  if (isAddress(request.incoming)) return MOST_IN_ADDRESS
  const user = await userOf(requester, request)
  if (!user) return MOST.strangers
  if (isSuperuser(user) && isFile(request.incoming, request.payload.config.routes.api)) {
    return settings().IMPORT_MAX_BYTES
  }
  return isStaff(user) ? MOST.staff : MOST.users
}
