import {
  type ClientMapping,
  clientMappingSchema,
  type DeskMapping,
  deskMappingSchema,
} from '../vapi/mapping/mapping'

/** A stored mapping of the desk; an empty one for null, and for anything that is no mapping. */
export const readDeskMapping = (value: unknown): DeskMapping =>
  deskMappingSchema.safeParse(value ?? {}).data ?? { lines: {}, outcomes: [], values: [] }

/** A stored mapping of a client; an empty one for null, and for anything that is no mapping. */
export const readClientMapping = (value: unknown): ClientMapping =>
  clientMappingSchema.safeParse(value ?? {}).data ?? { fields: [], lines: {}, values: [] }
