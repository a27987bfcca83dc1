import { z } from 'zod'

const notesSchema = z.object({
  api: z.object({
    description: z.string(),
    schema: z.record(z.string(), z.unknown()).optional(),
  }),
})

type Notes = z.infer<typeof notesSchema>

/**
 * A description of a field for integrators, for the field's `custom`, where the admin's description is
 * not enough.
 * @param schema the JSON Schema of a `json` field's value
 */
export const api = (description: string, schema?: Record<string, unknown>): Notes => ({
  api: schema ? { description, schema } : { description },
})

/** The description for integrators in a field's `custom`; undefined if it has none. */
export const readNotes = (custom: unknown): Notes['api'] | undefined =>
  notesSchema.safeParse(custom).data?.api
