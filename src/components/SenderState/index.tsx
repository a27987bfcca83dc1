'use client'

import { useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'
import { formatWhen } from '../../format'
import { refusedReason } from '../shared/refusedReason'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import { RetiredList } from '../WebhookUrl/RetiredList'
import { useSenderState } from '../WebhookUrl/useSenderState'
import { useTokenAction } from '../WebhookUrl/useTokenAction'

/** Which retired secrets still work, and what was refused last and why. */
export const SenderState = () => {
  const { formatCount, language, t } = useDesk()
  const hydrated = useHydrated()
  const { data, id } = useDocumentInfo()
  const { run, running } = useTokenAction()
  const [ended, setEnded] = useState(0)
  const state = useSenderState(`${String(data?.updatedAt)} ${ended}`)
  if (id === undefined || !state) return null
  const { refusals, retiredSenders } = state

  const end = async () => {
    await run({ describeResult: () => t('desk:formerSecretEnded'), path: '/end-retired-secret' })
    setEnded(ended + 1)
  }
  const timeZone = hydrated ? undefined : 'UTC'

  return (
    <div className="field-type desk-webhook">
      <RetiredList
        disabled={running}
        items={retiredSenders}
        onEnd={end}
        until="desk:formerSecretUntil"
      />
      {refusals && (
        <p className="desk-webhook__hint desk-webhook__hint--warning">
          {t('desk:refusedCount', { count: refusals.count, n: formatCount(refusals.count) })}{' '}
          {t('desk:refusedLast', {
            reason: refusedReason(refusals.lastReason, { t }),
            when: formatWhen(refusals.lastAt, { language, timeZone })?.text ?? refusals.lastAt,
          })}
        </p>
      )}
    </div>
  )
}
