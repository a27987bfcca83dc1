import { isObject } from '../../lib/values'

/** The id of a relation, as it is stored or with its document. Null for none. */
export const relationID = (relation: unknown): null | string => {
  if (typeof relation === 'string') return relation || null
  return isObject(relation) && typeof relation.id === 'string' ? relation.id : null
}
