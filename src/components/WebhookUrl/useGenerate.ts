'use client'

import { toast, useDocumentInfo, useForm } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import { postBulk } from '../shared/postBulk'
import { RequestError, reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

const userSchema = z.object({
  setupStatus: z.string(),
  updatedAt: z.string(),
  vapiWebhookToken: z.string(),
})

const SELECT =
  'depth=0&select[vapiWebhookToken]=true&select[setupStatus]=true&select[updatedAt]=true'

/** Generates the open client's token and puts it into the form, without touching unsaved changes. */
export const useGenerate = () => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const { data, id, setData } = useDocumentInfo()
  const { dispatchFields } = useForm()
  const [generating, setGenerating] = useState(false)

  const generate = async () => {
    if (id === undefined) return
    setGenerating(true)
    try {
      const { generated } = await postBulk({
        body: { ids: [id] },
        desk,
        url: apiURL('/users/generate-vapi-token'),
      })
      const response = await send({ desk, method: 'GET', url: apiURL(`/users/${id}?${SELECT}`) })
      const user = userSchema.safeParse(await response.json()).data
      if (!user) throw new RequestError(desk.t('desk:urlUnreadable'))
      for (const path of ['vapiWebhookToken', 'setupStatus'] as const) {
        // As if loaded with the page: the form does not count as modified.
        dispatchFields({ initialValue: user[path], path, type: 'UPDATE', value: user[path] })
      }
      // Else the form takes our own write for somebody else's and asks to reload.
      setData({ ...data, ...user })
      toast.success(desk.t(generated === 0 ? 'desk:urlTakenMeanwhile' : 'desk:urlGenerated'))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setGenerating(false)
    }
  }

  return { generate, generating }
}
