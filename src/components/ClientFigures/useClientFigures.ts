'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import type { ClientFigures } from '../../figures/clientFigures'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'

const bands = {
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
        ...bands,
        cost: z.number(),
        date: z.string(),
        from: z.string(),
        until: z.string(),
      }),
    ),
    from: z.string(),
    timezone: z.string(),
    totals: z.object(bands),
  }),
  hours: z.object({ week: z.array(z.array(z.number())) }),
  outcomes: z.object({
    from: z.string(),
    outcomes: z.array(z.object({ calls: z.number(), outcome: z.string().nullable() })),
  }),
  quiet: z
    .object({
      expected: z.number(),
      lastAt: z.string().nullable(),
      reason: z.enum(['never', 'rhythm', 'weeks']),
    })
    .nullable(),
}) satisfies z.ZodType<ClientFigures>

type Seen = { at: string; figures: ClientFigures } | { problem: string }

/** A client's figures, asked for once; null until they are there. */
export const useClientFigures = (url: null | string): null | Seen => {
  const { language, t } = useDesk()
  const [seen, setSeen] = useState<null | Seen>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `t` is new with every render
  useEffect(() => {
    if (url === null) return
    const controller = new AbortController()
    const desk = { language, t }
    send({ desk, method: 'GET', signal: controller.signal, url })
      .then(async (response) => figuresSchema.parse(await response.json()))
      .then((figures) => setSeen({ at: new Date().toISOString(), figures }))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setSeen({ problem: reasonOf(error, desk) })
      })
    return () => controller.abort()
  }, [language, url])
  return seen
}
