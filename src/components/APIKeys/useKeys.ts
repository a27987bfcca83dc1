'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

const when = z
  .string()
  .nullish()
  .transform((value) => value ?? null)

const keySchema = z.object({
  createdAt: z.string(),
  expiresAt: when,
  id: z.string(),
  lastUsedAt: when,
  name: z.string(),
  prefix: z.string(),
  revokedAt: when,
})

const listSchema = z.object({ docs: z.array(keySchema) })

/** What is known of a key. */
export type Key = z.infer<typeof keySchema>

type Seen = { at: Date; keys: readonly Key[]; problem: null | string }

/**
 * The API keys of a user, newest first; null until they are known.
 * @param version asks again whenever it changes
 */
export const useKeys = (userID: string, version: number): null | Seen => {
  const { language, t } = useDesk()
  const { apiURL } = useURLs()
  const [seen, setSeen] = useState<null | Seen>(null)
  const query = new URLSearchParams({ depth: '0', limit: '100', 'where[user][equals]': userID })
  const url = apiURL(`/api-keys?${query}`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `t` is new with every render
  useEffect(() => {
    const controller = new AbortController()
    const desk = { language, t }
    send({ desk, method: 'GET', signal: controller.signal, url })
      .then(async (response) => {
        const { docs } = listSchema.parse(await response.json())
        setSeen({ at: new Date(), keys: docs, problem: null })
      })
      .catch((error: unknown) => {
        if (!controller.signal.aborted) {
          setSeen({ at: new Date(), keys: [], problem: reasonOf(error, desk) })
        }
      })
    return () => controller.abort()
  }, [language, url, version])
  return seen
}
