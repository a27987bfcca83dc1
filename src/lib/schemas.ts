import { z } from 'zod'

/** A time of the database, as ISO 8601, UTC. */
export const instant = z.date().transform((date) => date.toISOString())

/** A text of the database; null where there is none. */
export const text = z.string().nullable()

/** A text of an answer, which may leave it out; null where there is none. */
export const givenText = z
  .string()
  .nullish()
  .transform((value) => value ?? null)
