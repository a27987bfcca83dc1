'use client'

import { Button, FieldLabel, useAuth } from '@payloadcms/ui'
import { useId } from 'react'
import { BulkProgress } from '../shared/BulkProgress'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'
import { isActive } from './answers'
import { ChangedCalls } from './ChangedCalls'
import { RunState } from './RunState'
import { Totals } from './Totals'
import { type Preview, usePreview } from './usePreview'
import { useRun } from './useRun'
import './index.css'

type FoundProps = { isRunning: boolean; onApply: () => void; preview: Preview }

const Found = ({ isRunning, onApply, preview }: FoundProps) => {
  const { formatCount, t } = useDesk()
  const { calls, counts, labels, problem } = preview
  const more = Math.max(0, (counts?.changed ?? 0) - calls.length)
  return (
    <>
      {isRunning && <BulkProgress progress={preview.progress} />}
      <div className="desk-reproject__said" role="status">
        {problem && <p>{problem}</p>}
        {counts && <Totals counts={counts} labels={labels} />}
      </div>
      <ChangedCalls calls={calls} labels={labels} more={more} />
      {counts && counts.changed > 0 && (
        <div>
          <Button margin={false} onClick={onApply} size="medium">
            {t('desk:reprojectApply', { count: counts.changed, n: formatCount(counts.changed) })}
          </Button>
        </div>
      )}
    </>
  )
}

const PastCalls = ({ path }: { path: `/${string}` }) => {
  const { t } = useDesk()
  const { apiURL } = useURLs()
  const hintID = useId()
  const url = apiURL(path)
  const { clear, isRunning, preview, run: look, stop } = usePreview(url)
  const { isMine, otherIsRunning, problem, run, start, stop: stopRun } = useRun(url)
  const isAtWork = isActive(run)
  const apply = async () => {
    if (await start()) clear()
  }
  return (
    <div className="field-type desk-field">
      <section aria-label={t('desk:reprojectTitle')} className="desk-reproject">
        <FieldLabel as="span" label={t('desk:reprojectTitle')} />
        <p className="desk-reproject__hint" id={hintID}>
          {t('desk:reprojectIntro')}
        </p>
        <div>
          <Button
            aria-describedby={hintID}
            buttonStyle="secondary"
            disabled={isAtWork}
            margin={false}
            onClick={() => (isRunning ? stop() : void look())}
            size="medium"
          >
            {t(isRunning ? 'desk:reprojectStop' : 'desk:reprojectPreview')}
          </Button>
        </div>
        {preview && !isAtWork && (
          <Found isRunning={isRunning} onApply={() => void apply()} preview={preview} />
        )}
        <div className="desk-reproject__said" role="status">
          {problem && <p>{problem}</p>}
          {!problem && otherIsRunning && <p>{t('desk:reprojectElsewhere')}</p>}
        </div>
        {run && (isAtWork || isMine) && !preview?.counts && (
          <RunState labels={preview?.labels ?? {}} onStop={stopRun} run={run} />
        )}
      </section>
    </div>
  )
}

type Props = {
  /** Without one: the calls of all clients. */
  clientID?: string
}

/**
 * Reads past calls again with the mapping of now: what would change, then applying it, with its progress. Not shown to
 * whom the server would refuse.
 */
export const Reprojection = ({ clientID }: Props) => {
  const { permissions } = useAuth()
  const mayChangeCalls = useMayOnField('call-summaries', 'summary', 'update')
  const mayReadBodies = permissions?.collections?.['webhook-deliveries']?.read === true
  const mayChangeAll = permissions?.globals?.['field-mapping']?.update === true
  const mayChangeClient = useMayOnField('users', 'fieldMapping', 'update')
  const mayChange = clientID === undefined ? mayChangeAll : mayChangeClient
  if (!mayChange || !mayChangeCalls || !mayReadBodies) return null
  return <PastCalls path={clientID === undefined ? '/reproject' : `/users/${clientID}/reproject`} />
}
