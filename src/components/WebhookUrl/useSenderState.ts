'use client'

import { useDocumentInfo } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
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
  const { language, t } = useDesk()
  const { apiURL } = useURLs()
  const { id } = useDocumentInfo()
  const [state, setState] = useState<null | SenderState>(null)
  const url = id === undefined ? null : apiURL(`/users/${id}/sender`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `t` is new with every render
  useEffect(() => {
    if (url === null) return
    const controller = new AbortController()
    send({ desk: { language, t }, method: 'GET', signal: controller.signal, url })
      .then(async (response) => setState(stateSchema.parse(await response.json())))
      .catch(() => {
        // Shown beside the URL as an extra; the URL works without it.
      })
    return () => controller.abort()
  }, [language, url, version])
  return state
}
