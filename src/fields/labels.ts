import type { Payload } from 'payload'
import type { Outcome, OwnField } from '../vapi/mapping/mapping'
import { outcomesOf } from './outcomes'
import { ownFieldsOf } from './ownFields'

/** What a client's calls are read with: its own fields, and the desk's outcomes in their order. */
export type Labels = { fields: readonly OwnField[]; outcomes: readonly Outcome[] }

/** Reads them, a few seconds old at most. @throws where they were never read and the database is away */
export const labelsOf = async (payload: Payload, clientID: string): Promise<Labels> => {
  const [fields, outcomes] = await Promise.all([
    ownFieldsOf(payload, [clientID]),
    outcomesOf(payload),
  ])
  return { fields: fields.get(clientID) ?? [], outcomes }
}
