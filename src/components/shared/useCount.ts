'use client'

import { z } from 'zod'
import { useFetched } from './useFetched'

const countSchema = z.object({ totalDocs: z.number() })

/** How many documents a count address answers with; null until it is known, or when it fails. */
export const useCount = (url: null | string): null | number =>
  useFetched(url, countSchema)?.value?.totalDocs ?? null
