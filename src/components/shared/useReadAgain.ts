'use client'

import { useDocumentInfo, useForm } from '@payloadcms/ui'
import { z } from 'zod'
import { RequestError, send } from './request'
import { useDesk } from './useDesk'
import { useURLs } from './useURLs'

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

/**
 * Reads the open client's token and setup status again, after an action changed them past the form, and puts
 * them into the form. Unsaved changes are kept.
 * @throws {RequestError} if they cannot be read
 */
export const useReadAgain = (): (() => Promise<void>) => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const { data, id, setData } = useDocumentInfo()
  const { dispatchFields } = useForm()
  return async () => {
    const response = await send({ desk, method: 'GET', url: apiURL(`/users/${id}?${SELECT}`) })
    const user = userSchema.safeParse(await response.json()).data
    if (!user) throw new RequestError(desk.t('desk:urlUnreadable'))
    for (const path of ['vapiWebhookToken', 'setupStatus'] as const) {
      // As if loaded with the page, so that the form does not count as modified.
      dispatchFields({ initialValue: user[path], path, type: 'UPDATE', value: user[path] })
    }
    // Otherwise the form takes this write for somebody else's and asks to reload.
    setData({ ...data, ...user })
  }
}
