import { z } from 'zod'

/** A request, or the statements that answer it. */
const askedSchema = z.object({
  /** The body of a post to GraphQL. */
  graphQL: z.string().nullable(),
  path: z.string(),
  statements: z.array(z.object({ text: z.string(), values: z.array(z.string()) })),
})
export type Asked = z.infer<typeof askedSchema>

/** What the loader is told to do: some requests in turn, again and again. */
export const cellSchema = z.object({
  asked: z.array(askedSchema).min(1),
  authorization: z.string(),
  concurrency: z.number(),
  seconds: z.number(),
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
