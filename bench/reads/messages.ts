import { z } from 'zod'

/** What the loader is told to do: one request again and again, or the statements that answer it. */
export const cellSchema = z.object({
  authorization: z.string(),
  concurrency: z.number(),
  graphQL: z.string().nullable(),
  path: z.string(),
  seconds: z.number(),
  statements: z.array(z.object({ text: z.string(), values: z.array(z.string()) })),
  /** A server's address, or a database's: then the statements are run there. */
  url: z.string(),
})
export type LoadCell = z.infer<typeof cellSchema>

/** What the loader saw. Times in milliseconds. */
export const seenSchema = z.object({
  answered: z.number(),
  milliseconds: z.number(),
  p50: z.number(),
  p95: z.number(),
  /** Answers other than 200, and errors of GraphQL. */
  refused: z.number(),
})
export type LoadSeen = z.infer<typeof seenSchema>
