'use client'

import { Button, Link, toast } from '@payloadcms/ui'
import { useState } from 'react'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { useCopyURLs } from '../UserBulkActions/useCopyURLs'
import { VapiRuns } from '../VapiSetup/Runs'
import { nameOf } from './useChoice'
import type { Done } from './useCreate'

const COUNTED = [
  ['created', 'desk:vapiClientsCreated'],
  ['linked', 'desk:vapiClientsConnected'],
  ['same', 'desk:vapiClientsSame'],
  ['error', 'desk:vapiClientsFailed'],
] as const

/** Has the desk's address written into the assistants of these clients, in the background. */
const SetWebhooks = ({ ids }: { ids: readonly string[] }) => {
  const desk = useDesk()
  const { t } = desk
  const { apiURL } = useURLs()
  const [isSent, setSent] = useState(false)
  const [isBegun, setBegun] = useState(false)
  const start = async () => {
    setSent(true)
    try {
      await send({ body: { ids }, desk, method: 'POST', url: apiURL('/users/vapi-setup') })
      setBegun(true)
      toast.success(t('desk:vapiClientsSetUpBegun'))
    } catch (error) {
      setSent(false)
      toast.error(reasonOf(error, desk))
    }
  }
  return (
    <>
      <Button disabled={isSent} margin={false} onClick={() => void start()} size="medium">
        {t('desk:vapiClientsSetUp')}
      </Button>
      {isBegun && <VapiRuns />}
    </>
  )
}

/** What came of the ticked ones: links to the clients, what failed, and what is to do next. */
export const Result = ({ done }: { done: readonly Done[] }) => {
  const { formatCount, t } = useDesk()
  const { adminURL } = useURLs()
  const { copy, isRunning } = useCopyURLs()
  const clients = done.flatMap(({ row }) =>
    row.result === 'created' || row.result === 'linked' ? [row.client] : [],
  )
  const counts = COUNTED.flatMap(([result, key]) => {
    const count = done.filter(({ row }) => row.result === result).length
    return count === 0 ? [] : t(key, { count, n: formatCount(count) })
  })
  const ids = clients.map(({ id }) => id)
  return (
    <div className="desk-vclients__result" role="status">
      <p>
        <strong>{counts.join(' ')}</strong>
      </p>
      {clients.length > 0 && (
        <>
          <p className="desk-vclients__hint">{t('desk:vapiClientsNext')}</p>
          <div className="desk-vclients__actions">
            <SetWebhooks ids={ids} />
            <Button
              buttonStyle="secondary"
              disabled={isRunning}
              margin={false}
              onClick={() => void copy({ ids })}
              size="medium"
            >
              {t('desk:copyURLs')}
            </Button>
          </div>
          <ul className="desk-vclients__links">
            {clients.map(({ id, label }) => (
              <li key={id}>
                <Link href={adminURL(`/collections/users/${id}`)} prefetch={false}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <ul className="desk-vclients__problems">
        {done.map(
          ({ candidate, row }) =>
            row.result === 'error' && (
              <li key={candidate.key}>
                {nameOf(candidate)}: {row.problem}
              </li>
            ),
        )}
      </ul>
    </div>
  )
}
