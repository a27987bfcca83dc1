import { z } from 'zod'

/** A time from the database, as ISO 8601 in UTC. */
export const instant = z.date().transform((date) => date.toISOString())

/** A text from the database; null where there is none. */
export const text = z.string().nullable()

/** A text in a response, which may leave it out; null where there is none. */
export const givenText = z
  .string()
  .nullish()
  .transform((value) => value ?? null)
