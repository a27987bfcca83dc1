import type { FormState } from 'payload'

/** The state of a form with empty fields. Payload changes it in place, so each form needs its own. */
export const blankFields = (names: readonly string[]): FormState =>
  Object.fromEntries(
    names.map((name) => [name, { initialValue: undefined, valid: true, value: undefined }]),
  )
