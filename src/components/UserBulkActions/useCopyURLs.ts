'use client'

import { toast, useConfig } from '@payloadcms/ui'
import { useState } from 'react'
import { webhookURL } from '../../vapi/webhookURL'
import { RequestError, reasonOf } from '../shared/request'
import type { SelectionBody } from '../shared/selection'
import { useDesk } from '../shared/useDesk'
import { useShownTokens } from '../shared/useShownTokens'
import { putText } from './putText'
import { tableText } from './table'

/** Copies the webhook URLs of clients, with their names and e-mails, to paste into a spreadsheet. */
export const useCopyURLs = () => {
  const desk = useDesk()
  const { formatCount, t } = desk
  const readTokens = useShownTokens()
  const { config } = useConfig()
  const [isRunning, setIsRunning] = useState(false)

  const read = async (selection: SelectionBody) => {
    const { clients, skipped } = await readTokens(selection)
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

  const copy = async (selection: SelectionBody): Promise<void> => {
    if (isRunning) return
    setIsRunning(true)
    try {
      const answer = read(selection)
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

  return { copy, isRunning }
}
