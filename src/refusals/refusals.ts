/**
 * Error codes with their status and message, and how they are answered.
 * @module
 */

import { APIError } from 'payload'

type Row = { message: string; retryAfter?: number; status: number }

/**
 * All refusals of the desk. Codes are a contract: they are never removed or renamed, and keep their status.
 * Messages are for people and may change. `retryAfter` is in seconds and becomes the `Retry-After` header.
 */
export const REFUSALS = {
  ACCOUNT_INACTIVE: { message: 'This account is not active.', status: 401 },
  ADMIN_ONLY: {
    message: 'Only staff who can sign in to the admin panel may do this.',
    status: 403,
  },
  BAD_REQUEST: { message: 'The request is not valid.', status: 400 },
  BODY_INCOMPLETE: { message: 'The connection closed before the body was complete.', status: 400 },
  BODY_INVALID: { message: 'The body is missing or is not what is expected.', status: 400 },
  BODY_TOO_LARGE: { message: 'The body is too large.', status: 413 },
  BODY_TOO_SLOW: { message: 'The body did not arrive in time.', status: 408 },
  BUSY: { message: 'The desk is busy. Try again shortly.', retryAfter: 5, status: 503 },
  CHANGED_MEANWHILE: {
    message:
      'A report changed this call after you opened it, so nothing was saved. Copy what you typed, reload the page, and save it there.',
    status: 409,
  },
  CHANGES_UNAVAILABLE: {
    message: '“updatedSince” is unavailable until the desk has been restarted once.',
    status: 503,
  },
  CLIENT_CLOSED_REQUEST: { message: 'The client closed the request.', status: 499 },
  CLIENT_FILTER_MISSING: {
    message:
      'Across all clients, own fields can only be filtered by equals and in. Add a filter on one client to use ranges, words, or what a field is not.',
    status: 400,
  },
  CLIENT_HAS_CALLS: {
    message: 'This client has call summaries. Deactivate the account first to delete them too.',
    status: 409,
  },
  CLIENT_INACTIVE: { message: 'This client’s account is not active.', status: 400 },
  CLIENTS_ONLY: { message: 'This only works for clients: staff have no webhook.', status: 400 },
  CURSOR_EXPIRED: {
    message:
      'The database was restored, or another server took over, since this cursor was made. Start again: pass the time of your last sync, minus one hour, as updatedSince.',
    status: 410,
  },
  CURSOR_INVALID: {
    message: 'This is not a valid cursor. Pass on the nextCursor of your last answer unchanged.',
    status: 400,
  },
  DATABASE_AWAY: {
    message: 'The database cannot be reached. Try again shortly.',
    retryAfter: 5,
    status: 503,
  },
  DIGITS_WRONG: {
    message:
      'These digits do not work. They may be wrong, used, expired, or from a mail that another browser asked for.',
    status: 401,
  },
  EMAIL_MISSING: { message: 'Send an email address.', status: 400 },
  ENCODING_UNSUPPORTED: { message: 'The encoding of the body is not supported.', status: 415 },
  EXPORT_RUNNING: {
    message: 'Another export of yours is running. Wait until it has finished, or stop it.',
    retryAfter: 10,
    status: 429,
  },
  FILTER_TOO_LARGE: {
    message:
      'A filter may have at most 500 conditions and 10,000 values, and like or contains at most 1,000 characters. A sort may have at most 20 fields.',
    status: 400,
  },
  FORBIDDEN: { message: 'You are not allowed to perform this action.', status: 403 },
  FOREIGN_ORIGIN: { message: 'This request came from a page of another site.', status: 403 },
  IMPORT_RUNNING: {
    message: 'Another import is running. Wait until it has finished.',
    retryAfter: 30,
    status: 409,
  },
  INTERNAL_ERROR: { message: 'Something went wrong.', status: 500 },
  INVALID_JSON: { message: 'This is not valid JSON.', status: 400 },
  LAST_SUPERUSER: {
    message: 'This is the last active superuser. Create another one first.',
    status: 409,
  },
  LINK_DEAD: {
    message: 'This link no longer works: it has been used or has expired.',
    status: 403,
  },
  LOCKED: { message: 'Somebody else is editing this document.', status: 423 },
  LOGIN_INCOMPLETE: { message: 'Send an email address and a password.', status: 400 },
  LOGO_INVALID: {
    message:
      'A logo is a PNG, WebP or JPEG of at most 200 KB and 16 to 2,000 pixels on each side, with nothing behind the image.',
    status: 400,
  },
  MAIL_NOT_SENT: { message: 'The mail server did not accept the mail. Try again.', status: 502 },
  METHOD_NOT_ALLOWED: { message: 'This method is not allowed here.', status: 405 },
  NETWORK_NOT_ALLOWED: { message: 'This network may not post here.', status: 403 },
  NO_FEEDBACK: { message: 'The client has reported nothing as wrong here.', status: 409 },
  NO_SUBSCRIPTIONS: { message: 'GraphQL subscriptions are not supported.', status: 400 },
  NOT_ACCEPTABLE: { message: 'None of the accepted formats is available.', status: 406 },
  NOT_BY_KEY: {
    message: 'An API key cannot do this. Sign in with a password.',
    status: 403,
  },
  NOT_ENCRYPTED: { message: 'This address is not encrypted.', status: 403 },
  NOT_FOUND: { message: 'Not found.', status: 404 },
  PAGE_TOO_LARGE: {
    message:
      'This page would hold more than 5 MB. Choose fewer fields with select, or ask for fewer rows with limit. Calls can also be read by cursor: leave page out and pass on each nextCursor as before; such pages end early.',
    status: 413,
  },
  PARAMETERS_CONFLICT: { message: 'These parameters do not go together.', status: 400 },
  PASSWORD_TOO_SHORT: { message: 'The password needs at least 12 characters.', status: 400 },
  PERMISSION_NOT_HELD: {
    message: 'You cannot grant permissions that you do not have.',
    status: 403,
  },
  PREFERENCES_OF_ADMIN: {
    message: 'Only staff who can sign in to the admin panel have preferences.',
    status: 403,
  },
  PRESENT_PASSWORD_MISSING: {
    message: 'Also send your current password, as “currentPassword”.',
    status: 403,
  },
  PRESENT_PASSWORD_WRONG: { message: 'Your current password is wrong.', status: 403 },
  QUERY_INVALID: { message: 'The query is not valid.', status: 400 },
  QUERY_TOO_COSTLY: {
    message:
      'One request may cost at most 1,000: a list costs its limit, a mutation 10, anything else 1. Ask for less, or send several requests.',
    status: 400,
  },
  RANGE_NOT_SATISFIABLE: {
    message: 'The recording does not have this range of bytes.',
    status: 416,
  },
  READ_ONLY_VIEW: {
    message: 'You see the portal as this client. Nothing can be changed in this view.',
    status: 403,
  },
  READ_TOO_SLOW: {
    message:
      'The database needed more than 5 seconds for this, so it was stopped. Ask for less: a shorter period, fewer fields with select, or words with search.',
    retryAfter: 10,
    status: 503,
  },
  RECORDING_ARCHIVED: {
    message: 'Vapi has put this recording into an archive, from which it cannot be played.',
    status: 410,
  },
  RECORDING_COPYING: {
    message: 'This recording is being copied to the desk. Try again in a few minutes.',
    retryAfter: 60,
    status: 404,
  },
  RECORDING_DISCONNECTED: {
    message:
      'This recording is at Vapi, but the desk’s connection to Vapi is broken. Staff can renew its key.',
    status: 404,
  },
  RECORDING_GONE: {
    message: 'Vapi no longer keeps this recording, and the desk has no copy.',
    status: 410,
  },
  RECORDING_LINK_ENDED: {
    message: 'There is no link any more by which this recording could be copied.',
    status: 409,
  },
  RECORDING_LOST: {
    message: 'The desk’s copy of this recording is missing from its storage.',
    status: 410,
  },
  RECORDING_NONE: { message: 'This call has no recording.', status: 404 },
  RECORDING_NOT_FETCHED: {
    message: 'The recording could not be fetched. Try again shortly.',
    retryAfter: 30,
    status: 503,
  },
  RECORDING_NOT_KEPT: {
    message:
      'This call was recorded, but the desk kept no copy, and it has no connection to Vapi for this client.',
    status: 404,
  },
  RECORDING_NOT_THEIRS: {
    message:
      'Vapi does not show that this call belongs to this client. Staff can choose the client’s assistants and its number.',
    status: 404,
  },
  REPORT_NOT_STORED: {
    message: 'The report could not be stored. Send it again.',
    retryAfter: 5,
    status: 503,
  },
  REPROJECTION_RUNNING: {
    message:
      'Past calls are already being read again with the mapping. Wait until that has finished, or stop it.',
    retryAfter: 30,
    status: 409,
  },
  REREAD_RUNNING: {
    message: 'Calls are already being read again. Wait until that has finished.',
    retryAfter: 30,
    status: 409,
  },
  SEARCH_FILTER_UNSUPPORTED: {
    message:
      'A search cannot be combined with a filter on a list of the client, such as its groups.',
    status: 400,
  },
  SEARCH_INVALID: { message: '“search” takes a single text.', status: 400 },
  SEARCH_NESTED: {
    message:
      'A search can only be combined with other filters by “and”: not inside “or”, not twice, and not for distinct values.',
    status: 400,
  },
  SEARCH_SORT_UNSUPPORTED: {
    message:
      'The results of a search are listed newest first: omit sort, or pass sort=-reportedAt.',
    status: 400,
  },
  SEARCH_TOO_DEEP: {
    message:
      'The results of a search can be read page by page up to 10,000 calls. Continue with nextCursor, or export them.',
    status: 400,
  },
  SENDER_NOT_VERIFIED: { message: 'The sender could not be verified.', status: 401 },
  TEST_RUNNING: {
    message: 'This client’s connection is already being tested. Wait until that has finished.',
    retryAfter: 10,
    status: 409,
  },
  TEXT_INVALID: {
    message: 'A text contains a character that cannot be stored, such as NUL.',
    status: 400,
  },
  TOO_MANY_DOCUMENTS: {
    message:
      'At most 1,000 documents can be changed or deleted at once. Use a narrower filter, and repeat until none is left.',
    status: 400,
  },
  TOO_MANY_KEYS: {
    message: 'This user already has the maximum number of active API keys. Revoke one first.',
    status: 409,
  },
  TOO_MANY_REQUESTS: {
    message: 'Too many requests. Try again shortly.',
    retryAfter: 5,
    status: 429,
  },
  TYPE_UNSUPPORTED: { message: 'The type of the body is not supported.', status: 415 },
  UNAUTHORIZED: { message: 'Sign in first.', status: 401 },
  UNFINISHED: {
    message: 'Something went wrong. What was done so far is kept.',
    status: 500,
  },
  UPDATED_SINCE_INVALID: {
    message:
      '“updatedSince” takes an ISO 8601 time, such as 2026-11-22T15:00:00Z, or the nextCursor of your last answer.',
    status: 400,
  },
  USE_SEARCH: {
    message:
      'Filters do not search long texts. Pass the words as search: it finds them in all texts of a call.',
    status: 400,
  },
  VALIDATION_FAILED: { message: 'Some fields are not valid.', status: 400 },
  VALUE_INVALID: { message: 'A value does not fit its field, or is out of range.', status: 400 },
  VAPI_ADDRESS_UNREACHABLE: {
    message: 'Vapi cannot reach the desk. Set SERVER_URL to its public https:// address.',
    status: 409,
  },
  VAPI_NOT_CONNECTED: {
    message:
      'This account at Vapi cannot be used: it has no key, or Vapi refuses the key. Enter a new one on the account’s page.',
    status: 409,
  },
  VAPI_PROBLEM: { message: 'Vapi did not give what was asked for.', status: 502 },
  VAPI_RUN_RUNNING: {
    message:
      'Webhooks are already being written at this Vapi account. Wait until that has finished, or stop it.',
    retryAfter: 30,
    status: 409,
  },
  VAPI_SETUP_REFUSED: { message: 'The webhook cannot be set at Vapi as things are.', status: 409 },
  VAPI_SETUP_RUNNING: {
    message:
      'Somebody else is writing this client’s webhook at Vapi just now. Try again in a minute.',
    retryAfter: 30,
    status: 409,
  },
  VAPI_TOKEN_KEPT: {
    message: 'The token stays as it is, because its address could not be written at Vapi.',
    status: 409,
  },
  WRONG_LOGIN: { message: 'The email or password provided is incorrect.', status: 401 },
} as const satisfies Record<string, Row>

export type RefusalCode = keyof typeof REFUSALS

/** Whether a value is a code of the table. */
export const isRefusalCode = (code: unknown): code is RefusalCode =>
  typeof code === 'string' && Object.hasOwn(REFUSALS, code)

/** Overrides of what the table says. */
export type RefusalDetails = {
  message?: string | undefined
  /** Seconds until the caller may try again. */
  retryAfter?: number | undefined
}

const codesByMessage = new Map<string, RefusalCode>()
const MAX_MESSAGES = 500

const note = (message: string, code: RefusalCode): void => {
  codesByMessage.delete(message)
  codesByMessage.set(message, code)
  const [oldest] = codesByMessage.keys()
  if (codesByMessage.size > MAX_MESSAGES && oldest !== undefined) codesByMessage.delete(oldest)
}

/** The code of a recent refusal by its message, for callers that only have the message. */
export const codeOfMessage = (message: string): RefusalCode | undefined =>
  codesByMessage.get(message)

/** An error with a code of the table. */
export class Refusal extends APIError<null> {
  readonly code: RefusalCode
  /** Seconds until the caller may try again. Undefined if trying again does not help. */
  readonly retryAfter: number | undefined

  constructor(code: RefusalCode, { message, retryAfter }: RefusalDetails = {}) {
    const row: Row = REFUSALS[code]
    super(message ?? row.message, row.status, null, true)
    this.code = code
    note(this.message, code)
    this.retryAfter = retryAfter ?? row.retryAfter
  }
}

/** Creates an error to throw. It is answered as `{"errors":[{"code","message"}]}` with its status. */
export const refusal = (code: RefusalCode, details?: RefusalDetails): Refusal =>
  new Refusal(code, details)

/** A response with a JSON body that does not depend on the server. */
export type Answer = { body: object; headers?: Record<string, string> | undefined; status: number }

/** The response of a refusal, in Payload's shape. */
type RefusalAnswer = Answer & { body: { errors: { code: RefusalCode; message: string }[] } }

type DetailsWithHeaders = RefusalDetails & { headers?: Record<string, string> }

/** The response of a refusal, for any server. */
export const answerOf = (
  code: RefusalCode,
  { headers, ...details }: DetailsWithHeaders = {},
): RefusalAnswer => {
  const row: Row = REFUSALS[code]
  const { message = row.message, retryAfter = row.retryAfter } = details
  return {
    body: { errors: [{ code, message }] },
    headers:
      retryAfter === undefined ? { ...headers } : { ...headers, 'Retry-After': `${retryAfter}` },
    status: row.status,
  }
}

/** Turns an answer into a web response. */
export const responseOf = ({ body, headers, status }: Answer): Response =>
  Response.json(body, { headers, status })

/** The response of a refusal, as a web response. */
export const refuseWith = (code: RefusalCode, details?: DetailsWithHeaders): Response =>
  responseOf(answerOf(code, details))
