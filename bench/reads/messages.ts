import { z } from 'zod'

/** A request, with the statements that answer it. */
const requestSchema = z.object({
  /** The body of a post to GraphQL. */
  graphQL: z.string().nullable(),
  path: z.string(),
  statements: z.array(z.object({ text: z.string(), values: z.array(z.string()) })),
})
export type LoadRequest = z.infer<typeof requestSchema>

/** What the benchmark tells the loader to do: send these requests in turn, again and again. */
export const cellSchema = z.object({
  authorization: z.string(),
  concurrency: z.number(),
  requests: z.array(requestSchema).min(1),
  seconds: z.number(),
  /** The URL of a server, or of a database, where the statements are run instead. */
  url: z.string(),
})
export type LoadCell = z.infer<typeof cellSchema>

/** What the loader measured. Times are in milliseconds. */
export const seenSchema = z.object({
  answered: z.number(),
  milliseconds: z.number(),
  p50: z.number(),
  p95: z.number(),
  /** Answers other than 200, and errors of GraphQL. */
  refused: z.number(),
})
export type LoadSeen = z.infer<typeof seenSchema>
