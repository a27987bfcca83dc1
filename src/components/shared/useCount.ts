'use client'

import { z } from 'zod'
import { useFetched } from './useFetched'

const countSchema = z.object({ totalDocs: z.number() })

/**
 * The number of documents from a count URL. Null until it is known, and if the request fails.
 * @param refreshMs counts again at this interval in milliseconds while the page is visible
 */
export const useCount = (url: null | string, refreshMs?: number): null | number =>
  useFetched(url, countSchema, { refreshMs })?.value?.totalDocs ?? null
