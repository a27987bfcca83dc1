'use client'

import { Button } from '@payloadcms/ui'
import type { DeskKey } from '../../translations/keys'
import { useDesk } from '../shared/useDesk'
import { csvOfRows } from './csvOfRows'
import type { Result } from './events'
import type { Run } from './useImport'

const RESULTS = {
  change: 'desk:importChange',
  create: 'desk:importCreate',
  error: 'desk:importError',
  same: 'desk:importSame',
  skip: 'desk:importSkip',
} as const satisfies Record<Result, DeskKey>

const ORDER: readonly Result[] = ['create', 'change', 'same', 'skip', 'error']

const save = (run: Run) => {
  const url = URL.createObjectURL(new Blob([csvOfRows(run.kept)], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'import-results.csv'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** What became of the rows of a file: how many of each result, and row by row those that are not the same already. */
export const ResultTable = ({ run }: { run: Run }) => {
  const { formatCount, t } = useDesk()
  const { counts, rows } = run
  const unlisted = counts.create + counts.change + counts.skip + counts.error - rows.length
  return (
    <section aria-label={t('desk:importResult')}>
      <ul className="desk-import__counts">
        {ORDER.map((result) => (
          <li className={`desk-import__count desk-import__count--${result}`} key={result}>
            <strong>{formatCount(counts[result])}</strong> {t(RESULTS[result])}
          </li>
        ))}
      </ul>
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
        <section aria-label={t('desk:importRows')} className="desk-import__rows" tabIndex={0}>
          <table className="desk-import__table">
            <thead>
              <tr>
                <th scope="col">{t('desk:importLine')}</th>
                <th scope="col">{t('desk:importResult')}</th>
                <th scope="col">{t('desk:importRow')}</th>
                <th scope="col">{t('desk:importNotes')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ kind, label, line, notes, result }) => (
                <tr key={`${line} ${kind} ${label}`}>
                  <td>{formatCount(line)}</td>
                  <td className={`desk-import__result desk-import__result--${result}`}>
                    {t(RESULTS[result])}
                  </td>
                  <td className="desk-import__label">{label}</td>
                  <td>{notes.join(' ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {unlisted > 0 && <p>{t('desk:importMore', { n: formatCount(unlisted) })}</p>}
      {run.isOver && run.kept.length > 0 && (
        <Button buttonStyle="secondary" margin={false} onClick={() => save(run)} size="small">
          {t('desk:importDownload')}
        </Button>
      )}
    </section>
  )
}
