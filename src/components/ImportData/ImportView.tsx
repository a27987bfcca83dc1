'use client'

import { Button, Gutter, useStepNav } from '@payloadcms/ui'
import { type ChangeEvent, useEffect, useId, useState } from 'react'
import type { DeskKey } from '../../translations/keys'
import { BulkProgress } from '../shared/BulkProgress'
import { useDesk } from '../shared/useDesk'
import { ColumnTable } from './ColumnTable'
import { FORMATS, type Format } from './events'
import { ResultTable } from './ResultTable'
import { useImport } from './useImport'
import './index.css'

const NAMES = {
  'csv-calls': 'desk:importCalls',
  'csv-clients': 'desk:importClients',
  django: 'desk:importDjango',
  ndjson: 'desk:importBodies',
} as const satisfies Record<Format, DeskKey>

/** Moving in: choose a file, look at what it would do, import it. */
export const ImportView = () => {
  const { t } = useDesk()
  const { setStepNav } = useStepNav()
  const { isBusy, reset, run, start } = useImport()
  const [file, setFile] = useState<File | null>(null)
  const [format, setFormat] = useState('')
  const [client, setClient] = useState('')
  const [map, setMap] = useState<Readonly<Record<string, string>>>({})
  const [isChecked, setChecked] = useState(false)
  const ids = { client: useId(), file: useId(), format: useId() }

  useEffect(() => {
    setStepNav([{ label: t('desk:importTitle') }])
  }, [setStepNav, t])

  /** Another choice needs another dry run. */
  const changed = () => setChecked(false)
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setFile(target.files?.[0] ?? null)
    setMap({})
    reset()
    changed()
  }
  const begin = async (apply: boolean) => {
    if (!file) return
    await start({ apply, client, file, format, map })
    setChecked(!apply)
  }
  const isImportable = isChecked && run?.isOver === true && run.problem === null

  return (
    <Gutter className="desk-import">
      <h1>{t('desk:importTitle')}</h1>
      <p>{t('desk:importIntro')}</p>
      <div className="desk-import__choices">
        <p>
          <label htmlFor={ids.file}>{t('desk:importFile')}</label>
          <input disabled={isBusy} id={ids.file} onChange={choose} type="file" />
        </p>
        <p>
          <label htmlFor={ids.format}>{t('desk:importFormat')}</label>
          <select
            disabled={isBusy}
            id={ids.format}
            onChange={(event) => {
              setFormat(event.target.value)
              changed()
            }}
            value={format}
          >
            <option value="">{t('desk:importRecognise')}</option>
            {FORMATS.map((each) => (
              <option key={each} value={each}>
                {t(NAMES[each])}
              </option>
            ))}
          </select>
        </p>
        <p>
          <label htmlFor={ids.client}>{t('desk:importClient')}</label>
          <input
            disabled={isBusy}
            id={ids.client}
            onChange={(event) => {
              setClient(event.target.value)
              changed()
            }}
            type="text"
            value={client}
          />
        </p>
      </div>
      {run?.columns && !run.isApplied && (
        <ColumnTable
          columns={run.columns}
          map={map}
          onChange={(column, field) => {
            setMap({ ...map, [column]: field })
            changed()
          }}
        />
      )}
      <div className="desk-import__actions">
        <Button
          buttonStyle={isImportable ? 'secondary' : 'primary'}
          disabled={isBusy || !file}
          margin={false}
          onClick={() => void begin(false)}
        >
          {t('desk:importDryRun')}
        </Button>
        <Button
          buttonStyle={isImportable ? 'primary' : 'secondary'}
          disabled={isBusy || !isImportable}
          margin={false}
          onClick={() => void begin(true)}
        >
          {t('desk:importApply')}
        </Button>
      </div>
      {isBusy && run && (
        <BulkProgress progress={run.total > 0 ? { done: run.done, total: run.total } : null} />
      )}
      {run?.problem && (
        <p className="desk-import__problem" role="alert">
          {run.problem}
        </p>
      )}
      {run?.isOver && run.problem === null && (
        <p role="status">{t(run.isApplied ? 'desk:importDone' : 'desk:importDryDone')}</p>
      )}
      {run && run.done > 0 && <ResultTable run={run} />}
    </Gutter>
  )
}
