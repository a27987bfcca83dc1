'use client'

import { z } from 'zod'
import { type Fetched, useFetched } from '../shared/useFetched'
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

const listSchema = z.object({ docs: z.array(keySchema) }).transform(({ docs }) => docs)

/** What is known of a key. */
export type Key = z.infer<typeof keySchema>

/**
 * The API keys of a user, newest first.
 * @param version asks again whenever it changes
 */
export const useKeys = (userID: string, version: number): Fetched<readonly Key[]> | null => {
  const { apiURL } = useURLs()
  const query = new URLSearchParams({ depth: '0', limit: '100', 'where[user][equals]': userID })
  return useFetched(apiURL(`/api-keys?${query}`), listSchema, { version })
}
