import { isDeepStrictEqual } from 'node:util'
import { EDITABLE_FIELDS, type EditableField } from '../../../src/vapi/merge'

const said = (value: unknown): unknown => value ?? null

/** The fields of a call that a write changes to another value. */
export const editedFields = (
  data: Partial<Record<string, unknown>>,
  stored: Partial<Record<string, unknown>> | undefined,
): EditableField[] =>
  EDITABLE_FIELDS.filter(
    (field) => field in data && !isDeepStrictEqual(said(data[field]), said(stored?.[field])),
  )
