'use client'

import { useDocumentInfo } from '@payloadcms/ui'
import { z } from 'zod'
import { useFetched } from '../shared/useFetched'
import { useURLs } from '../shared/useURLs'

const retiredSchema = z.array(
  z.object({
    id: z.string(),
    lastUsedAt: z.string().nullable(),
    retiredAt: z.string(),
    worksUntil: z.string(),
  }),
)

const stateSchema = z.object({
  refusals: z.object({ count: z.number(), lastAt: z.string(), lastReason: z.string() }).nullable(),
  retiredSenders: retiredSchema,
  retiredTokens: retiredSchema,
})

export type SenderState = z.infer<typeof stateSchema>

/**
 * Who may post for the open client besides its present sender, and what was refused; null until it is known.
 * @param version asks again whenever it changes
 */
export const useSenderState = (version: unknown): null | SenderState => {
  const { apiURL } = useURLs()
  const { id } = useDocumentInfo()
  const url = id === undefined ? null : apiURL(`/users/${id}/sender`)
  // Shown beside the URL as an extra: the URL works without it.
  return useFetched(url, stateSchema, { version })?.value ?? null
}
