/** The steps of a test, in their order: each is tried once the one before it has not failed. */
export const STEPS = ['address', 'name', 'connection', 'certificate', 'answer', 'call'] as const

export type Step = (typeof STEPS)[number]

/** How a step ended; `skipped`: it does not apply here. */
export type State = 'failed' | 'ok' | 'skipped' | 'warning'

/** Each thing that can be found, with the state of its step. */
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

/** What fills the gaps of its sentence. Never a token, a secret or what somebody else has answered. */
type Values = Readonly<Record<string, number | string>>

/** What came of a step. */
export type Finding = { code: FindingCode; values?: Values }

/** What one step found, and what the next ones need of it. */
export type Found<Result> = { finding: Finding; result?: Result }

const isStep = (word: string): word is Step => STEPS.some((step) => step === word)

/** The step that a finding is about: its code begins with it. */
export const stepOf = (code: FindingCode): Step => {
  const [word = ''] = code.split(/(?=[A-Z])/, 1)
  if (!isStep(word)) throw new Error(`${code} is about no step`)
  return word
}
