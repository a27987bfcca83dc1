/** A JSON object whose keys are Vapi's. */
export type Row = Record<string, unknown>

export type Region = 'eu' | 'us'

/** What the fake answers. `raw` is sent as it is; anything else as JSON. */
export type Reply = {
  body?: unknown
  headers?: Record<string, string>
  /** Closes the connection without an answer, or after half of one, or leaves it open. */
  instead?: 'half' | 'hang' | 'reset'
  raw?: string | Uint8Array
  status: number
}

/** A request to one of the fake's origins, read to its end. */
export type Asked = {
  body: unknown
  headers: Record<string, string | undefined>
  method: string
  path: string
  query: URLSearchParams
}

/** A request as the log of the fake has it: without the key. */
export type LoggedRequest = {
  /** The fake's clock, in ms. */
  at: number
  body: unknown
  method: string
  orgID: null | string
  path: string
  /** Such as `limit=100&createdAtLe=…`, as it was sent. */
  query: string
  /** `performance.now()` when it arrived, for the spacing of requests. */
  receivedAt: number
  region: Region
  status: number
}

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value if it is an object, else an empty one. */
export const rowOf = (value: unknown): Row => (isRow(value) ? value : {})

export const textOf = (value: unknown): null | string => (typeof value === 'string' ? value : null)

/** A list's strings. */
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()
