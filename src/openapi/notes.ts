import { z } from 'zod'

const notesSchema = z.object({
  api: z.object({
    description: z.string(),
    schema: z.record(z.string(), z.unknown()).optional(),
  }),
})

type Notes = z.infer<typeof notesSchema>

/**
 * What an integrator needs to know of a field and the admin panel does not say, for the field's `custom`.
 * @param schema of a `json` field's value
 */
export const api = (description: string, schema?: Record<string, unknown>): Notes => ({
  api: schema ? { description, schema } : { description },
})

/** What a field's `custom` says of it to integrators, if it does. */
export const readNotes = (custom: unknown): Notes['api'] | undefined =>
  notesSchema.safeParse(custom).data?.api
