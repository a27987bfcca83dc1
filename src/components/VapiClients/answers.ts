import { z } from 'zod'

const clientSchema = z.object({
  by: z.enum(['assistant', 'number', 'token']),
  id: z.string(),
  isLinked: z.boolean(),
  label: z.string(),
})

const candidateSchema = z.object({
  assistant: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  clients: z.array(clientSchema),
  key: z.string(),
  numbers: z.array(
    z.object({
      id: z.string(),
      /** A squad or a workflow answers it. */
      isOfOther: z.boolean(),
      name: z.string().nullable(),
      number: z.string().nullable(),
    }),
  ),
})

/** An assistant with its numbers, or a number without one, and who has it. */
export type Candidate = z.infer<typeof candidateSchema>

export const listSchema = z.object({ candidates: z.array(candidateSchema) })

const rowSchema = z.union([
  z.object({
    client: z.object({ id: z.string(), label: z.string() }),
    index: z.number(),
    result: z.enum(['created', 'linked', 'same']),
  }),
  z.object({ index: z.number(), problem: z.string(), result: z.literal('error') }),
])

/** What came of one that was asked for. `index`: its place among them. */
export type Row = z.infer<typeof rowSchema>

export const resultSchema = z.object({ clients: z.array(rowSchema) })
