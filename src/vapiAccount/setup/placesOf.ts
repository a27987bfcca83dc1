import type { Place } from './place'
import type { SetupClient } from './targets'

/** Why the webhook of a client cannot be set anywhere. */
export type NoPlace = 'no_account' | 'no_assistant' | 'no_token'

/** An assistant that serves other clients too, while this one has no number of its own at Vapi. */
export type SharedPlace = { assistantID: string; problem: 'number_missing' }

export const isShared = (place: Place | SharedPlace): place is SharedPlace => 'problem' in place

/** Where a client's webhook belongs: at each of its assistants, or at its number where others use the assistant too. */
export const placesOf = ({
  assistantIDs,
  phoneNumberID,
  sharedAssistantIDs,
}: Pick<SetupClient, 'assistantIDs' | 'phoneNumberID' | 'sharedAssistantIDs'>): (
  | Place
  | SharedPlace
)[] =>
  assistantIDs.map((assistantID) => {
    if (!sharedAssistantIDs.includes(assistantID)) return { assistantID, phoneNumberID: '' }
    if (phoneNumberID === null) return { assistantID, problem: 'number_missing' }
    return { assistantID, phoneNumberID }
  })

/** Whether a place where the desk wrote for a client is still the client's: its assistant, and its number if it is one. */
export const isOfClient = (
  { assistantID, phoneNumberID }: Place,
  client: Pick<SetupClient, 'assistantIDs' | 'phoneNumberID'>,
): boolean =>
  client.assistantIDs.includes(assistantID) &&
  (phoneNumberID === '' || phoneNumberID === client.phoneNumberID)

/** Why nothing can be set for a client, before Vapi is asked; null if it may be. */
export const noPlace = (client: SetupClient): NoPlace | null => {
  if (client.accountID === null) return 'no_account'
  if (client.assistantIDs.length === 0) return 'no_assistant'
  return client.token === null ? 'no_token' : null
}
