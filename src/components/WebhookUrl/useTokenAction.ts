'use client'

import { toast, useDocumentInfo, useForm } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import type { BulkCounts } from '../shared/bulkAnswer'
import { postBulk } from '../shared/postBulk'
import { RequestError, reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

const userSchema = z.object({
  setupStatus: z.string().nullable(),
  updatedAt: z.string(),
  vapiWebhookToken: z
    .string()
    .nullish()
    .transform((token) => token ?? null),
})

const SELECT =
  'depth=0&select[vapiWebhookToken]=true&select[setupStatus]=true&select[updatedAt]=true'

type Action = {
  options?: { graceHours?: number }
  path: `/${string}`
  /** The message to show when it is done. */
  describeResult: (counts: BulkCounts) => string
}

/**
 * Runs an action on the open client's token and updates the form with the result. Unsaved changes are kept.
 */
export const useTokenAction = () => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const { data, id, setData } = useDocumentInfo()
  const { dispatchFields } = useForm()
  const [running, setRunning] = useState(false)

  const run = async ({ describeResult, options = {}, path }: Action): Promise<void> => {
    if (id === undefined) return
    setRunning(true)
    try {
      const counts = await postBulk({
        body: { ids: [id], ...options },
        desk,
        url: apiURL(`/users${path}`),
      })
      const response = await send({ desk, method: 'GET', url: apiURL(`/users/${id}?${SELECT}`) })
      const user = userSchema.safeParse(await response.json()).data
      if (!user) throw new RequestError(desk.t('desk:urlUnreadable'))
      for (const path of ['vapiWebhookToken', 'setupStatus'] as const) {
        // As if loaded with the page, so that the form does not count as modified.
        dispatchFields({ initialValue: user[path], path, type: 'UPDATE', value: user[path] })
      }
      // Otherwise the form takes this write for somebody else's and asks to reload.
      setData({ ...data, ...user })
      toast.success(describeResult(counts))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setRunning(false)
    }
  }

  return { run, running }
}
