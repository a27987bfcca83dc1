import type { FieldDescriptionClientProps } from 'payload'

/** Says what keeping recordings takes. */
export const KeepRecordingsDescription = (_: FieldDescriptionClientProps) => null
