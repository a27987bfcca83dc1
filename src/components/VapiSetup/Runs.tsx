'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { ClientLink } from '../Figures/FigureLink'
import { BulkProgress } from '../shared/BulkProgress'
import { reasonOf, send } from '../shared/request'
import { StopRun } from '../shared/StopRun'
import { useDesk } from '../shared/useDesk'
import { useFetched } from '../shared/useFetched'
import { useURLs } from '../shared/useURLs'
import { runSchemaOfAccount, runsSchema, type ShownRun } from './answers'
import { problemText } from './problemText'
import './index.css'

const REFRESH_MS = 3_000
const IDLE_REFRESH_MS = 30_000
/** A run that ended is shown for so long. */
const SHOWN_MS = 10 * 60_000

const isActive = ({ state }: ShownRun): boolean => state === 'running' || state === 'stopping'

const Failures = ({ accountID }: { accountID: string }) => {
  const { t } = useDesk()
  const { apiURL } = useURLs()
  const fetched = useFetched(apiURL(`/vapi-accounts/${accountID}/run`), runSchemaOfAccount)
  const failures = fetched?.value?.failures ?? []
  if (failures.length === 0) return null
  return (
    <ul className="desk-people">
      {failures.map(({ clientID, label, problem }) => (
        <li key={clientID}>
          <ClientLink id={clientID} name={label} />
          {problem !== null && (
            <span className="desk-people__why">{problemText({ code: problem }, { t })}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

const Run = ({ run }: { run: ShownRun }) => {
  const desk = useDesk()
  const { formatCount, t } = desk
  const { apiURL } = useURLs()
  const { accountID, accountLabel: account, counts, kind, problem, state } = run
  const { done, failed, skipped, waiting } = counts
  const stop = async () => {
    try {
      const url = apiURL(`/vapi-accounts/${accountID}/run/stop`)
      await send({ body: {}, desk, method: 'POST', url })
    } catch (error) {
      toast.error(reasonOf(error, desk))
    }
  }
  const total = done + failed + skipped + waiting
  if (isActive(run)) {
    return (
      <div className="desk-vruns__run">
        <p>{t(kind === 'rotate' ? 'desk:vapiRunRotate' : 'desk:vapiRunSetUp', { account })}</p>
        <BulkProgress progress={{ done: total - waiting, total }} />
        <StopRun isStopping={state === 'stopping'} onStop={() => void stop()} />
      </div>
    )
  }
  return (
    <div>
      <p>
        {t('desk:vapiRunDone', {
          account,
          done: formatCount(done),
          failed: formatCount(failed),
          skipped: formatCount(skipped + waiting),
        })}{' '}
        {problem !== null && problemText({ code: problem }, { t })}
      </p>
      {failed + skipped > 0 && <Failures accountID={accountID} />}
    </div>
  )
}

/**
 * Work at Vapi that is under way or has just ended: how far it is, and which clients were left.
 * @param accountID only of this account; undefined: of all
 * @param version looks again when it changes
 */
export const VapiRuns = ({ accountID, version }: { accountID?: string; version?: unknown }) => {
  const { t } = useDesk()
  const { apiURL } = useURLs()
  const [isBusy, setBusy] = useState(false)
  const fetched = useFetched(apiURL('/users/vapi-setup'), runsSchema, {
    refreshMs: isBusy ? REFRESH_MS : IDLE_REFRESH_MS,
    version,
  })
  const now = fetched?.at.getTime() ?? 0
  const shown = (fetched?.value?.runs ?? []).filter(
    (run) =>
      (accountID === undefined || run.accountID === accountID) &&
      (isActive(run) || (run.endedAt !== null && now - Date.parse(run.endedAt) < SHOWN_MS)),
  )
  const isAtWork = shown.some(isActive)
  if (isAtWork !== isBusy) setBusy(isAtWork)
  if (shown.length === 0) return null
  return (
    <section aria-label={t('desk:vapiRunTitle')} className="desk-vruns" role="status">
      {shown.map((run) => (
        <Run key={run.id} run={run} />
      ))}
    </section>
  )
}
