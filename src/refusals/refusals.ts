import { APIError } from 'payload'

type Row = { message: string; retryAfter?: number; status: number }

/**
 * What the desk refuses by a code. Codes are a contract and never change; messages are for people and
 * may. `retryAfter` is in seconds and becomes the header `Retry-After`.
 */
export const REFUSALS = {
  ACCOUNT_INACTIVE: { message: 'This account is not active.', status: 401 },
  ADMIN_ONLY: { message: 'This is for those who enter the admin.', status: 403 },
  BUSY: { message: 'The desk is busy. Try again shortly.', retryAfter: 5, status: 503 },
  CHANGED_MEANWHILE: {
    message:
      'A report changed this call after you opened it, so nothing was saved. Copy what you typed, load the page again, and save it there.',
    status: 409,
  },
  CLIENTS_ONLY: { message: 'This is for clients: staff have no line of their own.', status: 400 },
  DATABASE_AWAY: {
    message: 'The database cannot be reached. Try again shortly.',
    retryAfter: 5,
    status: 503,
  },
  EMAIL_MISSING: { message: 'Send an e-mail.', status: 400 },
  FOREIGN_ORIGIN: { message: 'This came from a page of another site.', status: 403 },
  LINK_DEAD: {
    message: 'This link does not work any more: it was used, or is too old.',
    status: 403,
  },
  LOGIN_INCOMPLETE: { message: 'Send an e-mail and a password.', status: 400 },
  NOT_BY_KEY: { message: 'Not with an API key: sign in with a password.', status: 403 },
  NOT_ENCRYPTED: { message: 'This address is not encrypted.', status: 403 },
  NO_SUBSCRIPTIONS: { message: 'There are no subscriptions in GraphQL here.', status: 400 },
  PAGE_TOO_LARGE: {
    message:
      'This page would hold more than 5 MB. Name the fields that you need by select, or ask for fewer rows by limit. Calls can be read by cursor as well: leave page out, and pass on each nextCursor as before; such pages end early.',
    status: 413,
  },
  PASSWORD_TOO_SHORT: { message: 'The password needs at least 12 characters.', status: 400 },
  PREFERENCES_OF_ADMIN: { message: 'Preferences are for those who enter the admin.', status: 403 },
  PRESENT_PASSWORD_MISSING: {
    message: 'Send your present password as well, as “currentPassword”.',
    status: 403,
  },
  PRESENT_PASSWORD_WRONG: { message: 'Your present password is not right.', status: 403 },
  QUERY_TOO_COSTLY: {
    message:
      'One request may cost 1,000: a list costs its limit, a mutation 10, anything else 1. Ask for less, or in several requests.',
    status: 400,
  },
  READ_TOO_SLOW: {
    message:
      'This took the database longer than 5 seconds and was stopped. Ask for less: a shorter time, fewer fields by select, or words by search.',
    retryAfter: 10,
    status: 503,
  },
  REREAD_RUNNING: {
    message: 'Calls are being read again already. Wait until that is done.',
    retryAfter: 30,
    status: 409,
  },
  TOO_MANY_REQUESTS: {
    message: 'Too many requests. Try again shortly.',
    retryAfter: 5,
    status: 429,
  },
  WRONG_LOGIN: { message: 'The email or password provided is incorrect.', status: 401 },
  USE_SEARCH: {
    message:
      'Long texts are not gone through by a filter. Pass the words as search: it finds them in all texts of a call.',
    status: 400,
  },
} as const satisfies Record<string, Row>

export type RefusalCode = keyof typeof REFUSALS

/** An error with a code of the table. */
export class Refusal extends APIError<null> {
  readonly code: RefusalCode
  /** Seconds until the caller may try again; undefined where trying again does not help. */
  readonly retryAfter: number | undefined

  constructor(code: RefusalCode, { message, retryAfter }: Partial<Row> = {}) {
    const row: Row = REFUSALS[code]
    super(message ?? row.message, row.status, null, true)
    this.code = code
    this.retryAfter = retryAfter ?? row.retryAfter
  }
}

/**
 * An error to throw, answered as `{"errors":[{"code","message"}]}` with its status.
 * @param row a message or a wait that says more than the table's
 */
export const refusal = (
  code: RefusalCode,
  row?: { message?: string; retryAfter?: number },
): Refusal => new Refusal(code, row)

/** The same as an answer, for what no framework stands around. */
export const refuseWith = (
  code: RefusalCode,
  {
    headers = {},
    ...row
  }: { headers?: Record<string, string>; message?: string; retryAfter?: number } = {},
): Response => {
  const { message, retryAfter, status } = refusal(code, row)
  return Response.json(
    { errors: [{ code, message }] },
    {
      headers: retryAfter === undefined ? headers : { ...headers, 'Retry-After': `${retryAfter}` },
      status,
    },
  )
}
