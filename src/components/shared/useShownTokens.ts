'use client'

import { z } from 'zod'
import { send } from './request'
import type { SelectionBody } from './selection'
import { useDesk } from './useDesk'
import { useURLs } from './useURLs'

const answerSchema = z.object({
  clients: z.array(
    z.object({ businessName: z.string().nullable(), email: z.string(), token: z.string() }),
  ),
  skipped: z.number(),
})

/** Reads the webhook tokens of clients, which the history records as shown. Rejects with what the server refuses. */
export const useShownTokens = () => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  return async (selection: SelectionBody): Promise<z.infer<typeof answerSchema>> => {
    const url = apiURL('/users/show-vapi-token')
    const response = await send({ body: selection, desk, method: 'POST', url })
    return answerSchema.parse(await response.json())
  }
}
