import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeOfMessage, isRefusalCode, REFUSALS, refuseWith } from '../../../src/refusals/refusals'

const root = join(import.meta.dirname, '../../..')

/**
 * Every code that the desk has ever answered, with its status. Programs go by them: nothing here is ever
 * changed or taken away, and what is new is added.
 */
const PROMISED = {
  ACCOUNT_INACTIVE: 401,
  ADMIN_ONLY: 403,
  BAD_REQUEST: 400,
  BODY_INCOMPLETE: 400,
  BODY_INVALID: 400,
  BODY_TOO_LARGE: 413,
  BODY_TOO_SLOW: 408,
  BUSY: 503,
  CHANGED_MEANWHILE: 409,
  CHANGES_UNAVAILABLE: 503,
  CLIENT_CLOSED_REQUEST: 499,
  CLIENT_FILTER_MISSING: 400,
  CLIENT_HAS_CALLS: 409,
  CLIENT_INACTIVE: 400,
  CLIENTS_ONLY: 400,
  CURSOR_EXPIRED: 410,
  CURSOR_INVALID: 400,
  DATABASE_AWAY: 503,
  DIGITS_WRONG: 401,
  EMAIL_MISSING: 400,
  ENCODING_UNSUPPORTED: 415,
  EXPORT_RUNNING: 429,
  FILTER_TOO_LARGE: 400,
  FORBIDDEN: 403,
  FOREIGN_ORIGIN: 403,
  IMPORT_RUNNING: 409,
  INTERNAL_ERROR: 500,
  INVALID_JSON: 400,
  LAST_SUPERUSER: 409,
  LINK_DEAD: 403,
  LOCKED: 423,
  LOGIN_INCOMPLETE: 400,
  LOGO_INVALID: 400,
  MAIL_NOT_SENT: 502,
  METHOD_NOT_ALLOWED: 405,
  NETWORK_NOT_ALLOWED: 403,
  NO_FEEDBACK: 409,
  NO_SUBSCRIPTIONS: 400,
  NOT_ACCEPTABLE: 406,
  NOT_BY_KEY: 403,
  NOT_ENCRYPTED: 403,
  NOT_FOUND: 404,
  PAGE_TOO_LARGE: 413,
  PARAMETERS_CONFLICT: 400,
  PASSWORD_TOO_SHORT: 400,
  PERMISSION_NOT_HELD: 403,
  PREFERENCES_OF_ADMIN: 403,
  PRESENT_PASSWORD_MISSING: 403,
  PRESENT_PASSWORD_WRONG: 403,
  QUERY_INVALID: 400,
  QUERY_TOO_COSTLY: 400,
  RANGE_NOT_SATISFIABLE: 416,
  READ_ONLY_VIEW: 403,
  READ_TOO_SLOW: 503,
  RECORDING_ARCHIVED: 410,
  RECORDING_COPYING: 404,
  RECORDING_DISCONNECTED: 404,
  RECORDING_GONE: 410,
  RECORDING_LINK_ENDED: 409,
  RECORDING_LOST: 410,
  RECORDING_NONE: 404,
  RECORDING_NOT_FETCHED: 503,
  RECORDING_NOT_KEPT: 404,
  RECORDING_NOT_THEIRS: 404,
  REPORT_NOT_STORED: 503,
  REPROJECTION_RUNNING: 409,
  REREAD_RUNNING: 409,
  SEARCH_FILTER_UNSUPPORTED: 400,
  SEARCH_INVALID: 400,
  SEARCH_NESTED: 400,
  SEARCH_SORT_UNSUPPORTED: 400,
  SEARCH_TOO_DEEP: 400,
  SENDER_NOT_VERIFIED: 401,
  TEST_RUNNING: 409,
  TEXT_INVALID: 400,
  TOO_MANY_DOCUMENTS: 400,
  TOO_MANY_KEYS: 409,
  TOO_MANY_REQUESTS: 429,
  TYPE_UNSUPPORTED: 415,
  UNAUTHORIZED: 401,
  UNFINISHED: 500,
  UPDATED_SINCE_INVALID: 400,
  USE_SEARCH: 400,
  VALIDATION_FAILED: 400,
  VAPI_ADDRESS_UNREACHABLE: 409,
  VAPI_NOT_CONNECTED: 409,
  VAPI_PROBLEM: 502,
  VAPI_RUN_RUNNING: 409,
  VAPI_SETUP_REFUSED: 409,
  VAPI_SETUP_RUNNING: 409,
  VAPI_TOKEN_KEPT: 409,
  VALUE_INVALID: 400,
  WRONG_LOGIN: 401,
} as const

const CODES = Object.keys(REFUSALS).filter(isRefusalCode)

describe('the codes', () => {
  it('are those that were promised, with their statuses', () => {
    const table = Object.fromEntries(CODES.map((code) => [code, REFUSALS[code].status]))
    expect(table).toEqual(PROMISED)
  })

  it('are words in capitals, and each has a sentence of its own', () => {
    for (const code of CODES) expect(code).toMatch(/^[A-Z]+(?:_[A-Z]+)*$/)
    const messages = CODES.map((code) => REFUSALS[code].message)
    expect(new Set(messages).size).toBe(messages.length)
    for (const message of messages) expect(message).toMatch(/^[A-Z“].*\.$/s)
  })

  it.each(CODES)('%s is answered as the table has it', async (code) => {
    const row: { message: string; retryAfter?: number; status: number } = REFUSALS[code]
    const response = refuseWith(code)
    expect(response.status).toBe(row.status)
    expect(await response.json()).toEqual({ errors: [{ code, message: row.message }] })
    expect(response.headers.get('retry-after')).toBe(row.retryAfter?.toString() ?? null)
  })

  it('are documented, all of them and no others', () => {
    const text = readFileSync(join(root, 'docs/errors.md'), 'utf8')
    const rows = [...text.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)]
    const documented = Object.fromEntries(rows.map(([, code, status]) => [code, Number(status)]))
    expect(rows).toHaveLength(CODES.length)
    expect(documented).toEqual(PROMISED)
  })

  it('are not known by messages that nobody was refused with', () => {
    expect(codeOfMessage('A message of somebody else’s.')).toBeUndefined()
  })
})
