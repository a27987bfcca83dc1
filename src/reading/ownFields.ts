import type { Where } from 'payload'
import { OWN_FIELDS } from '../fields/filterOwnFields'
import { isObject, isWhere } from '../lib/values'
import { refusal } from '../refusals/refusals'

const refuse = () =>
  refusal('VALUE_INVALID', {
    message:
      '“whereFields” takes an object of conditions by the key of an own field, such as {nights: {greater_than: 2}}.',
  })

/**
 * Adds conditions on own fields by their keys to the other filters, for callers whose filters cannot name a path.
 * @throws {Refusal} `VALUE_INVALID` if it is not an object of objects
 */
export const withOwnFields = ({
  where,
  whereFields,
}: {
  where?: undefined | Where
  whereFields?: unknown
}): undefined | Where => {
  if (whereFields === undefined || whereFields === null) return where
  if (!isObject(whereFields)) throw refuse()
  const conditions = Object.entries(whereFields).map(([key, condition]) => {
    const each: unknown = { [`${OWN_FIELDS}.${key}`]: condition }
    if (!isObject(condition) || !isWhere(each)) throw refuse()
    return each
  })
  return { and: [...conditions, ...(where ? [where] : [])] }
}
