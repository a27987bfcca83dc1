import { z } from 'zod'

/** The most characters of a note, of what a client writes, and of the answer to it. */
export const MAX_TEXT = 1_000

/** What a client can say was wrong with a call. */
export const FEEDBACK_REASONS = ['summary', 'outcome', 'caller', 'price', 'other'] as const

/** A text that people typed; null if it is empty. */
const typed = z
  .string()
  .trim()
  .max(MAX_TEXT)
  .transform((text) => text || null)

// ISO 8601 writes years of four digits, and PostgreSQL has no year 0.
const STORABLE = /^(?!0000)\d{4}-/

// GraphQL passes a time as a date.
const time = z
  .union([z.iso.datetime({ offset: true }), z.date()])
  .transform((given) => new Date(given).toISOString())
  .refine((text) => STORABLE.test(text))

/** A change of what is to do about a call: what it names is written. */
export const followUpSchema = z
  .strictObject({
    followUp: z.enum(['open', 'done']).nullable().optional(),
    followUpDueAt: time.nullable().optional(),
    followUpNote: typed.nullable().optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined))

/** What followed a call in the words of `followUpSchema`, before it was read. */
export type FollowUpChange = z.input<typeof followUpSchema>

/** What a client says was wrong. “Something else” needs words. */
export const feedbackSchema = z
  .strictObject({ reason: z.enum(FEEDBACK_REASONS), text: typed.nullish() })
  .refine(({ reason, text }) => reason !== 'other' || text)

export type GivenFeedback = z.input<typeof feedbackSchema>

/** What staff answer. `at`: the time of the feedback that they read; another one is not answered. */
export const answerSchema = z
  .strictObject({
    answer: typed.nullish(),
    at: time.nullish(),
    state: z.enum(['answered', 'closed']),
  })
  .refine(({ answer, state }) => state !== 'answered' || answer)

export type GivenAnswer = z.input<typeof answerSchema>
