'use client'

import { Button, FieldLabel, useAuth, useDocumentInfo } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'
import { isActive } from './answers'
import { ByClient } from './ByClient'
import { Running } from './Running'
import { EndedText, FoundText } from './RunText'
import { type Dates, useHistoryRun } from './useHistoryRun'
import './index.css'

type Props = {
  accountID: string
  /** Without one: the calls of all clients of the account. */
  clientID?: string
}

const PastCalls = ({ accountID, clientID }: Props) => {
  const { formatCount, t } = useDesk()
  const { apiURL } = useURLs()
  const fromID = useId()
  const [from, setFrom] = useState('')
  const [dates, setDates] = useState<Dates>({})
  const url = apiURL(`/vapi-accounts/${accountID}/history`)
  const { isLocked, otherIsRunning, problem, retentionDays, run, start, stop } = useHistoryRun({
    clientID,
    url,
  })
  const isAtWork = run !== null && isActive(run)
  const isFound = run?.dryRun === true && run.state === 'done'
  const found = isFound ? run.counts.found : 0
  const begin = (dryRun: boolean) => start({ dryRun, from, froms: dates })
  return (
    <section aria-label={t('desk:vapiHistoryTitle')} className="desk-vhistory">
      {clientID === undefined && <FieldLabel as="span" label={t('desk:vapiHistoryTitle')} />}
      <p>
        {retentionDays === null
          ? t('desk:vapiHistoryKeepsSome')
          : t('desk:vapiHistoryKeeps', { count: retentionDays, n: formatCount(retentionDays) })}
      </p>
      <p className="desk-vhistory__hint">{t('desk:vapiHistoryIntro')}</p>
      <p className="desk-vhistory__from">
        <label htmlFor={fromID}>{t('desk:vapiHistoryFrom')}</label>
        <input
          className="desk-vhistory__date"
          disabled={isLocked}
          id={fromID}
          onChange={({ target }) => setFrom(target.value)}
          type="date"
          value={from}
        />
        <span className="desk-vhistory__hint">{t('desk:vapiHistoryFromHint')}</span>
      </p>
      <div className="desk-vhistory__actions">
        <Button
          buttonStyle={found > 0 ? 'secondary' : 'primary'}
          disabled={isLocked}
          margin={false}
          onClick={() => begin(true)}
          size="medium"
        >
          {t('desk:vapiHistoryLook')}
        </Button>
        {found > 0 && (
          <Button disabled={isLocked} margin={false} onClick={() => begin(false)} size="medium">
            {t('desk:vapiHistoryImport', { count: found, n: formatCount(found) })}
          </Button>
        )}
      </div>
      {isAtWork && <Running onStop={stop} run={run} />}
      <div className="desk-vhistory__said" role="status">
        {problem && <p>{problem}</p>}
        {otherIsRunning && <p>{t('desk:vapiHistoryElsewhere')}</p>}
        {isFound && <FoundText run={run} />}
        {run && !isAtWork && !isFound && <EndedText run={run} />}
      </div>
      {isFound && clientID === undefined && run.clients.length > 0 && (
        <ByClient clients={run.clients} dates={dates} isLocked={isLocked} onChange={setDates} />
      )}
    </section>
  )
}

/** Whether the server would let this person import past calls. */
const useMayImport = (): boolean => {
  const { permissions } = useAuth()
  const mayChange = useMayOnField('users', 'vapiAccount', 'update')
  const mayChangeCalls = useMayOnField('call-summaries', 'summary', 'update')
  const mayView = permissions?.collections?.['vapi-accounts']?.read === true
  return mayChangeCalls && mayChange && mayView
}

/** The calls that Vapi still keeps of the open account's clients. */
export const AccountHistory = () => {
  const mayImport = useMayImport()
  const { id } = useDocumentInfo()
  if (id === undefined || !mayImport) return null
  return (
    <div className="field-type desk-field">
      <PastCalls accountID={String(id)} />
    </div>
  )
}

/** The calls that Vapi still keeps of a client, folded until somebody wants them. */
export const ClientHistory = (props: Required<Props>) => {
  const { t } = useDesk()
  const mayImport = useMayImport()
  const [isOpen, setOpen] = useState(false)
  if (!mayImport) return null
  return (
    <details
      className="desk-vhistory__fold"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{t('desk:vapiHistoryTitle')}</summary>
      {isOpen && <PastCalls {...props} />}
    </details>
  )
}
