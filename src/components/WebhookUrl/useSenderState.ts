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
 * The open client's retired credentials that still work, and what was refused. Null until it is known.
 * @param version fetches again when it changes
 */
export const useSenderState = (version: unknown): null | SenderState => {
  const { apiURL } = useURLs()
  const { id } = useDocumentInfo()
  const url = id === undefined ? null : apiURL(`/users/${id}/sender`)
  // A failure is not shown, because the URL works without this.
  return useFetched(url, stateSchema, { version })?.value ?? null
}
