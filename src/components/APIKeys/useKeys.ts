'use client'

import { z } from 'zod'
import { givenText } from '../../lib/schemas'
import { type Fetched, useFetched } from '../shared/useFetched'
import { useURLs } from '../shared/useURLs'

const keySchema = z.object({
  createdAt: z.string(),
  expiresAt: givenText,
  id: z.string(),
  lastUsedAt: givenText,
  name: z.string(),
  prefix: z.string(),
  revokedAt: givenText,
})

const listSchema = z.object({ docs: z.array(keySchema) }).transform(({ docs }) => docs)

/** A key as lists show it, without the key itself. */
export type Key = z.infer<typeof keySchema>

/**
 * The API keys of a user, newest first.
 * @param version fetches again when it changes
 */
export const useKeys = (userID: string, version: number): Fetched<readonly Key[]> | null => {
  const { apiURL } = useURLs()
  const query = new URLSearchParams({ depth: '0', limit: '100', 'where[user][equals]': userID })
  return useFetched(apiURL(`/api-keys?${query}`), listSchema, { version })
}
