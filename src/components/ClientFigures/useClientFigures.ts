'use client'

import { z } from 'zod'
import type { ClientFigures } from '../../figures/clientFigures'
import { OUTCOME_COLOURS } from '../../vapi/mapping/mapping'
import { type Fetched, useFetched } from '../shared/useFetched'

const categories = {
  answered: z.number(),
  error: z.number(),
  missed: z.number(),
  unknown: z.number(),
  voicemail: z.number(),
}

const figuresSchema = z.object({
  calls: z.object({
    cost: z.number(),
    days: z.array(
      z.object({
        ...categories,
        cost: z.number(),
        date: z.string(),
        from: z.string(),
        until: z.string(),
      }),
    ),
    from: z.string(),
    timezone: z.string(),
    totals: z.object(categories),
  }),
  hours: z.object({ week: z.array(z.array(z.number())) }),
  outcomes: z.object({
    from: z.string(),
    outcomes: z.array(
      z.object({
        calls: z.number(),
        outcome: z.string().nullable(),
        shown: z
          .object({ colour: z.enum(OUTCOME_COLOURS).nullable(), text: z.string() })
          .nullable(),
        spellings: z.array(z.string()),
      }),
    ),
  }),
  quiet: z
    .object({
      expected: z.number(),
      lastAt: z.string().nullable(),
      reason: z.enum(['never', 'rhythm', 'weeks']),
    })
    .nullable(),
}) satisfies z.ZodType<ClientFigures>

/** Fetches a client's figures once. Null until they have arrived. */
export const useClientFigures = (url: null | string): Fetched<ClientFigures> | null =>
  useFetched(url, figuresSchema)
