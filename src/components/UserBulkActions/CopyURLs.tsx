'use client'

import { Button, toast, useConfig, useListQuery, useSelection } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import { RequestError, reasonOf, send } from '../shared/request'
import { selectionBody } from '../shared/selection'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { webhookURL } from '../WebhookUrl/webhookURL'
import { putText } from './putText'
import { tableText } from './table'

const answerSchema = z.object({
  clients: z.array(
    z.object({ businessName: z.string().nullable(), email: z.string(), token: z.string() }),
  ),
  skipped: z.number(),
})

/** Copies the webhook URLs of the selected clients, with their names and e-mails, to paste into a spreadsheet. */
export const CopyURLs = () => {
  const desk = useDesk()
  const { formatCount, t } = desk
  const { apiURL } = useURLs()
  const { config, getEntityConfig } = useConfig()
  const { query } = useListQuery()
  const { selectAll, selectedIDs } = useSelection()
  const [isRunning, setIsRunning] = useState(false)

  const read = async () => {
    const response = await send({
      body: selectionBody({
        collectionConfig: getEntityConfig({ collectionSlug: 'users' }),
        ids: selectedIDs,
        search: query.search,
        selectAll,
        where: query.where,
      }),
      desk,
      method: 'POST',
      url: apiURL('/users/show-vapi-token'),
    })
    const { clients, skipped } = answerSchema.parse(await response.json())
    if (clients.length === 0) throw new RequestError(t('desk:copyURLsNone'))
    const origin = config.serverURL || window.location.origin
    const rows = clients.map(({ businessName, email, token }) => [
      businessName ?? '',
      email,
      webhookURL({ api: config.routes.api, origin, token }),
    ])
    const head = [t('desk:copyURLsBusiness'), t('desk:copyURLsEmail'), t('desk:copyURLsURL')]
    return { count: clients.length, skipped, text: tableText([head, ...rows]) }
  }

  const copy = async () => {
    if (isRunning) return
    setIsRunning(true)
    try {
      const answer = read()
      const done = await putText(answer.then(({ text }) => text))
      const { count, skipped } = await answer
      const said = t(done === 'copied' ? 'desk:copyURLsDone' : 'desk:copyURLsSaved', {
        count,
        n: formatCount(count),
      })
      const left =
        skipped > 0
          ? ` ${t('desk:copyURLsSkipped', { count: skipped, n: formatCount(skipped) })}`
          : ''
      toast.success(`${said}${left}`)
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setIsRunning(false)
    }
  }

  return (
    <Button
      buttonStyle="pill"
      disabled={isRunning}
      margin={false}
      onClick={() => void copy()}
      size="small"
    >
      {t('desk:copyURLs')}
    </Button>
  )
}
