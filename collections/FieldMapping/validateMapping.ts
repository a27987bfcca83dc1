import type { JSONFieldValidation } from 'payload'
import type { z } from 'zod'
import { clientMappingSchema, deskMappingSchema } from '../../src/vapi/mapping/mapping'

const validate =
  (schema: z.ZodType): JSONFieldValidation =>
  (value) => {
    if (value === null || value === undefined) return true
    const [issue] = schema.safeParse(value).error?.issues ?? []
    return issue === undefined ? true : `${issue.path.join('.')}: ${issue.message}`
  }

/** Accepts a mapping of the desk, or null for none. Otherwise says where the first fault is. */
export const validateDeskMapping = validate(deskMappingSchema)

/** Accepts a mapping of a client, or null for none. Otherwise says where the first fault is. */
export const validateClientMapping = validate(clientMappingSchema)
