import { z } from 'zod'

const MAX_ASSISTANTS = 50

/** Ids of assistants at Vapi: those of a client beyond its first. */
export const assistantIDsSchema = z.array(z.string().trim().min(1).max(200)).max(MAX_ASSISTANTS)

/** Accepts a list of assistants' ids, or null for none. */
export const validateAssistantIDs = (value: unknown): string | true => {
  if (value === null || value === undefined) return true
  return (
    assistantIDsSchema.safeParse(value).success ||
    `This must be a list of at most ${MAX_ASSISTANTS} ids of assistants.`
  )
}

/** The ids that a client's field holds; none if it holds anything else. */
export const readAssistantIDs = (value: unknown): readonly string[] =>
  assistantIDsSchema.safeParse(value).data ?? []
