/** How many messages in one body are read. */
export const MAX_BODIES = 100

/** Why a delivery needs review, by code: fixed sentences, which quote nothing from the body. */
export const PROBLEMS = {
  empty: 'The body is empty.',
  not_json: 'The body is not JSON.',
  nested_too_deeply: 'The body is nested too deeply.',
  too_many_parts: 'The body has too many parts.',
  too_many_messages: `The body contains more than ${MAX_BODIES} messages.`,
  not_a_message: 'The body is not a Vapi server message.',
  unknown_type: 'This may be a call report, but its message type is unknown.',
  not_a_report: 'The body is not an end-of-call report.',
  no_call_id: 'The report contains no call ID.',
  only_replied: 'This is not a report of a call.',
  not_stored: 'The database could not store this report.',
} as const

export type ProblemCode = keyof typeof PROBLEMS

/** The sentence of a problem, as it is stored with the delivery. */
export type Problem = (typeof PROBLEMS)[ProblemCode]

/** Sentences of earlier versions, in which deliveries may still have their problem. */
const EARLIER: Readonly<Record<string, ProblemCode>> = {
  'The body holds more than 100 messages.': 'too_many_messages',
  'The report names no call.': 'no_call_id',
}

const isCode = (code: string): code is ProblemCode => code in PROBLEMS

const CODES = new Map<string, ProblemCode>([
  ...Object.entries(PROBLEMS).flatMap(([code, sentence]): [string, ProblemCode][] =>
    isCode(code) ? [[sentence, code]] : [],
  ),
  ...Object.entries(EARLIER),
])

/** The code of a stored sentence; undefined for one that no version had. */
export const problemCode = (sentence: string): ProblemCode | undefined => CODES.get(sentence)
