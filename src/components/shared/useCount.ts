'use client'

import { z } from 'zod'
import { useFetched } from './useFetched'

const countSchema = z.object({ totalDocs: z.number() })

/** The number of documents from a count URL. Null until it is known, and if the request fails. */
export const useCount = (url: null | string): null | number =>
  useFetched(url, countSchema)?.value?.totalDocs ?? null
