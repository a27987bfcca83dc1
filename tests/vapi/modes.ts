import type { Asked, Reply, Row } from './types'

/** How one organisation behaves. Tests change it at any time; the default is a tidy Vapi. */
export type OrgModes = {
  /** Unset fields of shown server blocks, calls and numbers are null, as Vapi's; false: they are left out. */
  addsNulls: boolean
  /** Called after each answer of `GET /call`: a call may come or go between two pages. */
  afterPage: ((page: number) => void) | null
  /** Numbers of `POST /analytics` are strings. */
  analyticsAsText: boolean
  /** `GET /call?assistantId=…` gives an empty list, though there are calls. */
  assistantFilterIsEmpty: boolean
  /** Called before a PATCH of an assistant is applied: somebody else writes between our GET and our PATCH. */
  beforePatch: ((assistantID: string) => void) | null
  /** `missing`: there is no `/credential`. */
  credentials: 'missing' | 'works'
  /** Answers of a request otherwise than usual; undefined: as usual. Asked before everything but the key. */
  fault: ((asked: Asked) => Fault | Reply | undefined) | null
  /** Lists have the oldest call first. */
  isAscending: boolean
  /** 403 with JSON for everything. */
  isForbidden: boolean
  /** The key was deleted or rolled: 401. */
  isKeyRevoked: boolean
  /** Reports are not posted. */
  isLosingReports: boolean
  /** 402 for everything. */
  isUnpaid: boolean
  /** The organisation keeps no content: no transcript, messages, analysis, recording. */
  isZeroRetention: boolean
  /** `GET /call` never has more rows than this, whatever `limit` says. */
  listCap: null | number
  /** Whether calls that never connected are reported. */
  neverConnectedAreReported: boolean
  /** After applying a PATCH of an assistant, or before it, the answer does not come. */
  patchHangs: 'after' | 'before' | null
  rateLimit: RateLimit | null
  /** What a recording's endpoint does. */
  recordings: RecordingMode
  /** A window narrower than the one that the error names. */
  refusedAfterDays: null | number
  /** How many days of calls the plan has; null: all. */
  retentionDays: null | number
  /** What `server: null` does in a PATCH. */
  serverNull: 'clears' | 'ignored' | 'refused'
  /** Calls are settled as soon as they end, and their cost is never corrected. */
  settlesImmediately: boolean
  /** A list of at least so many rows is answered too late: not at all. */
  slowFrom: null | number
  /** A PATCH of an assistant is refused for what is stored: this message. */
  storedProblem: null | string
  /** The unit of the timestamp that is signed: Vapi does not say. */
  timestampUnit: 'ms' | 's'
  /** Whether the organisation has versions of assistants. */
  versions: boolean
  /** A structured output is added the day after a call. */
  withLateOutputs: boolean
}

export type Fault = 'blocked' | 'error500' | 'half' | 'hang' | 'html502' | 'reset'

/** After `requests` in `windowMs` everything is 429 for `blockMs`, by the fake's clock. */
export type RateLimit = {
  blockMs: number
  requests: number
  /** Seconds, in `Retry-After`; null: no such header. */
  retryAfter: null | number
  windowMs: number
}

export type RecordingMode =
  | 'archived'
  | 'compressed'
  | 'direct'
  | 'elsewhere'
  | 'http'
  | 'no_location'
  | 'none'
  | 'part'
  | 'private'
  | 'redirect'

export const tidyModes = (): OrgModes => ({
  addsNulls: true,
  afterPage: null,
  analyticsAsText: false,
  assistantFilterIsEmpty: false,
  beforePatch: null,
  credentials: 'works',
  fault: null,
  isAscending: false,
  isForbidden: false,
  isKeyRevoked: false,
  isLosingReports: false,
  isUnpaid: false,
  isZeroRetention: false,
  listCap: null,
  neverConnectedAreReported: true,
  patchHangs: null,
  rateLimit: null,
  recordings: 'redirect',
  refusedAfterDays: null,
  retentionDays: null,
  serverNull: 'clears',
  settlesImmediately: false,
  slowFrom: null,
  storedProblem: null,
  timestampUnit: 's',
  versions: true,
  withLateOutputs: false,
})

/** Extra keys that real answers have, and no specification. */
export const EXTRA: Row = { someNewKeyOfVapi: { of: 2026 } }
