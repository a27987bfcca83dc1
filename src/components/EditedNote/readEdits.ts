import { z } from 'zod'
import { type Edits, heldFields, isEditable, unitOf } from '../../vapi/merge'

const editsSchema = z.record(z.string(), z.string())

/** The edits of a call, from a value of its form. */
export const readEdits = (value: unknown): Edits => editsSchema.safeParse(value).data ?? {}

/** When a field, or one of the same unit, was edited. Null if it was not. */
export const heldSince = (edits: Edits, name: string): null | string => {
  if (!isEditable(name) || !heldFields(edits).has(name)) return null
  const times = unitOf(name).flatMap((each) => edits[each] ?? [])
  return edits[name] ?? times.sort().at(-1) ?? null
}
