import type { VapiProblem, VapiProblemKind } from '../api/answer'

/** Why the webhook of a place was not set, put back or rotated. Texts of them are in the admin's translations. */
const SETUP_PROBLEMS = [
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
  'token_changed',
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

const SENTENCES: Readonly<Record<SetupProblemCode, string>> = {
  assistant_has_server:
    'The assistant has an address of its own, which counts before the number’s.',
  before_unreadable: 'What stood there before cannot be read any more.',
  cannot_clear: 'Vapi does not clear the address. Clear “Server URL” there yourself.',
  changed: 'It was changed at Vapi meanwhile.',
  credential_by_hand: 'Vapi did not let the desk create a credential.',
  gone: 'It is gone.',
  lost_race: 'Somebody else changed it at Vapi at the same time.',
  no_account: 'Choose the client’s Vapi account first.',
  no_assistant: 'Choose the client’s assistant first.',
  no_token: 'The client has no webhook URL yet. Generate one first.',
  not_connected: 'The account’s key does not work.',
  not_read: 'Vapi did not say whether it was written.',
  not_set: 'The desk has set nothing for this client at Vapi.',
  number_elsewhere: 'The number is not answered by this assistant.',
  number_missing: 'Other clients use this assistant too. Choose the client’s number at Vapi.',
  other_org: 'It is of another organisation at Vapi.',
  other_receiver: 'Another receiver gets its events.',
  token_changed: 'The client’s webhook URL was changed meanwhile.',
  turn_taken: 'Somebody else is writing it just now.',
  vapi_blocked: 'Vapi does not answer the desk for now.',
  vapi_forbidden: 'Vapi does not permit this key to write there.',
  vapi_key_refused: 'Vapi refuses the account’s key.',
  vapi_refused: 'Vapi refused it.',
  vapi_unpaid: 'The organisation at Vapi has no credit.',
  vapi_unreachable: 'Vapi did not answer in time.',
}

/** Why something was not done, in English. */
export const sentenceOf = (code: SetupProblemCode): string => SENTENCES[code]

/** What a client lacks, so that nothing can be done for it. */
export const IMPOSSIBLE: ReadonlySet<SetupProblemCode> = new Set([
  'gone',
  'no_account',
  'no_assistant',
  'no_token',
  'not_set',
])

/** Those that concern the whole account, so that going on with the next client is no use. */
export const STOPS_ALL: ReadonlySet<SetupProblemCode> = new Set([
  'not_connected',
  'vapi_blocked',
  'vapi_forbidden',
  'vapi_key_refused',
  'vapi_unpaid',
])
