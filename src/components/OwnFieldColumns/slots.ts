import { MAX_OWN_FIELDS } from '../../vapi/mapping/mapping'

/** The names of the columns for own fields: a client's fields take them in their order. */
export const OWN_FIELD_SLOTS: readonly string[] = Array.from(
  { length: MAX_OWN_FIELDS },
  (_, at) => `ownField${at + 1}`,
)

/** Which of a client's fields a column has, from 0; -1 for any other column. */
export const placeOfSlot = (name: string): number => OWN_FIELD_SLOTS.indexOf(name)
