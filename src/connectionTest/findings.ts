/** The steps of a test, in order. Each runs only if the one before it has not failed. */
export const STEPS = ['address', 'name', 'connection', 'certificate', 'answer', 'call'] as const

export type Step = (typeof STEPS)[number]

/** The state of a step. `skipped`: it does not apply. */
export type State = 'failed' | 'ok' | 'skipped' | 'warning'

/** All possible findings, with the state of their step. Each code begins with the name of the step. */
export const FINDINGS = {
  addressDirect: 'warning',
  addressNone: 'failed',
  addressNoToken: 'failed',
  addressPublic: 'ok',
  answerBadGateway: 'failed',
  answerBusy: 'failed',
  answerBusyElsewhere: 'failed',
  answerClosed: 'failed',
  answerForbidden: 'failed',
  answerLogin: 'failed',
  answerNetwork: 'failed',
  answerNotFound: 'failed',
  answerOtherDesk: 'failed',
  answerPage: 'failed',
  answerReceived: 'ok',
  answerRedirect: 'failed',
  answerRedirectLogin: 'failed',
  answerReview: 'failed',
  answerTimeout: 'failed',
  answerTooLarge: 'failed',
  answerUnavailable: 'failed',
  answerUnexpected: 'failed',
  answerUnsendable: 'failed',
  answerUnverified: 'failed',
  callElsewhere: 'failed',
  callIncomplete: 'failed',
  callRepeated: 'warning',
  callStored: 'ok',
  callUnread: 'failed',
  certificateExpired: 'failed',
  certificateExpiring: 'warning',
  certificateNone: 'warning',
  certificateOther: 'failed',
  certificateSelfSigned: 'failed',
  certificateSkipped: 'skipped',
  certificateTimeout: 'failed',
  certificateUnknownIssuer: 'failed',
  certificateValid: 'ok',
  certificateWrongName: 'failed',
  certificateYetToCome: 'failed',
  connectionOpen: 'ok',
  connectionOther: 'failed',
  connectionRefused: 'failed',
  connectionTimeout: 'failed',
  connectionUnreachable: 'failed',
  nameFound: 'ok',
  nameLiteral: 'skipped',
  namePrivate: 'warning',
  nameSkipped: 'skipped',
  nameTimeout: 'failed',
  nameUnasked: 'failed',
  nameUnknown: 'failed',
} as const satisfies Record<string, State>

export type FindingCode = keyof typeof FINDINGS

/** The values for the placeholders of its text. Never a token, a secret, or content of a response. */
type Values = Readonly<Record<string, number | string>>

/** The outcome of a step. Its text is in the translations, under `line`. */
export type Finding = { code: FindingCode; values?: Values }

/** The finding of a step, and its result for the next steps. A failed step has no result. */
export type Found<Result> = { finding: Finding; result?: Result }

const isStep = (word: string): word is Step => STEPS.some((step) => step === word)

/**
 * The step of a finding.
 * @example
 * stepOf('certificateExpired') // 'certificate'
 */
export const stepOf = (code: FindingCode): Step => {
  const [word = ''] = code.split(/(?=[A-Z])/, 1)
  if (!isStep(word)) throw new Error(`${code} is about no step`)
  return word
}
