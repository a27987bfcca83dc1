'use client'

import { toast, useDocumentInfo, useRouteCache } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import type { EditableField } from '../../vapi/merge'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

const answerSchema = z.object({ givenBack: z.array(z.string()), reread: z.boolean() })

/** Gives edited fields of the open call back to its reports. An empty list means all edits. */
export const useGiveBack = () => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const { id } = useDocumentInfo()
  const { clearRouteCache } = useRouteCache()
  const [running, setRunning] = useState(false)

  const give = async (fields: readonly EditableField[] | null): Promise<void> => {
    setRunning(true)
    try {
      const body = fields ? { fields } : { all: true }
      const url = apiURL(`/call-summaries/${id}/give-back`)
      const response = await send({ body, desk, method: 'POST', url })
      const { reread } = answerSchema.parse(await response.json())
      toast.success(desk.t(reread ? 'desk:gaveBack' : 'desk:gaveBackBare'))
      clearRouteCache()
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setRunning(false)
    }
  }
  return { give, running }
}
