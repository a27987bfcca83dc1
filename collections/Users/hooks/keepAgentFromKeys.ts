import type { CollectionBeforeChangeHook } from 'payload'
import { isByKey } from '../../../src/access/byKey'
import { isBlank } from '../../../src/lib/values'
import type { User } from '../../../src/payload-types'
import { refusal } from '../../../src/refusals/refusals'

/**
 * An API key may not choose the agent of a client that is connected to Vapi: it decides whose calls the desk fetches
 * for the client. For other clients it is for reference.
 */
export const keepAgentFromKeys: CollectionBeforeChangeHook<User> = ({ data, originalDoc, req }) => {
  if (!originalDoc?.vapiAccount || !isByKey(req)) return data
  const { vapiAssistantId: wanted } = data
  const { vapiAssistantId: present } = originalDoc
  const isSame = wanted === present || (isBlank(wanted) && isBlank(present))
  if (wanted !== undefined && !isSame) throw refusal('NOT_BY_KEY')
  return data
}
