'use client'

import { useAuth } from '@payloadcms/ui'
import { z } from 'zod'
import { useFetched } from '../shared/useFetched'
import { useURLs } from '../shared/useURLs'

const answerSchema = z.object({ totalDocs: z.number() })

/** Whether the desk has an account at Vapi that this person may see. False until it is known. */
export const useHasAccounts = (): boolean => {
  const { permissions } = useAuth()
  const { apiURL } = useURLs()
  const maySee = permissions?.collections?.['vapi-accounts']?.read === true
  const fetched = useFetched(
    maySee ? apiURL('/vapi-accounts?depth=0&limit=1&select[label]=true') : null,
    answerSchema,
  )
  return (fetched?.value?.totalDocs ?? 0) > 0
}
