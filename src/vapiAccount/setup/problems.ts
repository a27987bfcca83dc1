import type { VapiProblem, VapiProblemKind } from '../api/answer'

/** Why the webhook of a place was not set, put back or rotated. Texts of them are in the admin's translations. */
export const SETUP_PROBLEMS = [
  'assistant_has_server',
  'before_unreadable',
  'cannot_clear',
  'changed',
  'credential_by_hand',
  'gone',
  'lost_race',
  'no_account',
  'no_assistant',
  'no_token',
  'not_connected',
  'not_read',
  'not_set',
  'number_elsewhere',
  'number_missing',
  'other_org',
  'other_receiver',
  'turn_taken',
  'vapi_blocked',
  'vapi_forbidden',
  'vapi_key_refused',
  'vapi_refused',
  'vapi_unpaid',
  'vapi_unreachable',
] as const

export type SetupProblemCode = (typeof SETUP_PROBLEMS)[number]

/** `message`: Vapi's own text, which is English. */
export type SetupProblem = { code: SetupProblemCode; message: null | string }

export const setupProblem = (
  code: SetupProblemCode,
  message: null | string = null,
): SetupProblem => ({ code, message })

const CODES: Readonly<Record<VapiProblemKind, SetupProblemCode>> = {
  blocked: 'vapi_blocked',
  busy: 'vapi_unreachable',
  conflict: 'changed',
  forbidden: 'vapi_forbidden',
  gone: 'gone',
  invalid: 'vapi_refused',
  key_refused: 'vapi_key_refused',
  rate_limited: 'vapi_unreachable',
  retention: 'vapi_refused',
  stopped: 'vapi_unreachable',
  too_large: 'vapi_refused',
  unpaid: 'vapi_unpaid',
  unreachable: 'vapi_unreachable',
  wrong_route: 'vapi_refused',
}

/** What an answer of Vapi means for who sets a webhook. */
export const problemOf = ({ kind, message }: VapiProblem): SetupProblem =>
  setupProblem(CODES[kind], kind === 'invalid' || kind === 'conflict' ? message : null)

/** After these, the write may have been done all the same: only reading tells. */
const UNSURE: ReadonlySet<VapiProblemKind> = new Set([
  'busy',
  'rate_limited',
  'stopped',
  'too_large',
  'unreachable',
])

export const mayBeWritten = ({ kind }: VapiProblem): boolean => UNSURE.has(kind)

const SENTENCES: Readonly<Partial<Record<SetupProblemCode, string>>> = {
  gone: 'This client is gone.',
  no_account: 'Choose the client’s Vapi account first.',
  no_assistant: 'Choose the client’s assistant first.',
  no_token: 'The client has no webhook URL yet. Generate one first.',
  not_set: 'The desk has set nothing for this client at Vapi.',
}

/** Why nothing was done for a client at all, in English; undefined for what has a code of its own. */
export const sentenceOf = (code: SetupProblemCode): string | undefined => SENTENCES[code]

/** Those that concern the whole account, so that going on with the next client is no use. */
export const STOPS_ALL: ReadonlySet<SetupProblemCode> = new Set([
  'not_connected',
  'vapi_blocked',
  'vapi_forbidden',
  'vapi_key_refused',
  'vapi_unpaid',
])
