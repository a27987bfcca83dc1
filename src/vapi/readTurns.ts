import { z } from 'zod'

const turnSchema = z.object({
  at: z.number().nullish().catch(null),
  role: z.enum(['assistant', 'user', 'tool']),
  text: z.string(),
})

export type Turn = z.infer<typeof turnSchema>

/** The turns in the stored `messages` of a call. Invalid and blank turns are left out. */
export const readTurns = (messages: unknown): Turn[] =>
  (Array.isArray(messages) ? messages : [])
    .map((message) => turnSchema.safeParse(message).data)
    .filter((turn) => turn !== undefined)
    .filter((turn) => turn.text.trim() !== '')
