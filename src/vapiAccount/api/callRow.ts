/** What the desk reads of a call at Vapi. Fields that Vapi left out, or filled with something else, are null. */
export type CallRow = {
  assistantID: null | string
  /** In USD. */
  cost: null | number
  createdAt: Date
  /** In seconds, from its start to its end. */
  duration: null | number
  endedAt: Date | null
  endedReason: null | string
  /** It has messages, a transcript, a summary or structured data. */
  hasContent: boolean
  id: string
  orgId: null | string
  /** Its `assistantOverrides` changed which messages are sent. */
  overridesMessages: boolean
  phoneNumberID: null | string
  /** For a call that is to be placed later: the earliest time. */
  scheduledFor: Date | null
  /** The addresses that its assistant, overrides or squad name as server, most important first. */
  serverURLs: string[]
  squadID: null | string
  startedAt: Date | null
  /** Such as `ended` or `in-progress`; empty if Vapi gives none. */
  status: string
  /** The row as JSON text, unmasked; only if it was asked for. */
  text?: string
  type: null | string
  updatedAt: Date | null
}
