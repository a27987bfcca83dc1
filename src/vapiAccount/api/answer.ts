/** Why a request to Vapi gave nothing. */
export type VapiProblemKind =
  | 'blocked'
  | 'busy'
  | 'conflict'
  | 'forbidden'
  | 'gone'
  | 'invalid'
  | 'key_refused'
  | 'rate_limited'
  | 'retention'
  | 'stopped'
  | 'too_large'
  | 'unpaid'
  | 'unreachable'
  | 'wrong_route'

export type VapiProblem = {
  /** Only with `retention`: how many days Vapi keeps, if its text says so. */
  days?: number
  kind: VapiProblemKind
  /** For staff: Vapi's own text where it gave one, at most 300 characters, without keys and secrets. */
  message: string
}

/** What every request to Vapi gives. */
export type Answer<Value> = { ok: false; problem: VapiProblem } | { ok: true; value: Value }
