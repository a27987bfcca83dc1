import type { Answer } from './answer'
import type { Connection } from './connection'

/** What the desk reads of a phone number. The carrier's secrets, which Vapi also gives, are dropped. */
export type PhoneNumber = {
  assistantID: null | string
  id: string
  name: null | string
  /** The number, or its SIP address. */
  number: null | string
  orgId: null | string
  provider: null | string
  serverURL: null | string
  squadID: null | string
  status: null | string
  workflowID: null | string
}

/** All phone numbers of the account, by number. */
export const listNumbers = (_connection: Connection): Promise<Answer<PhoneNumber[]>> =>
  Promise.reject(new Error('Not built yet'))
