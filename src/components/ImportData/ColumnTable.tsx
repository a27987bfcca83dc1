'use client'

import { useDesk } from '../shared/useDesk'
import type { Columns } from './events'

type Props = {
  columns: Columns
  map: Readonly<Record<string, string>>
  onChange: (column: string, field: string) => void
}

/** Not read: as the endpoint has it. */
const NOTHING = '-'

/** How the columns of a file are read, to be changed before the next dry run. */
export const ColumnTable = ({ columns, map, onChange }: Props) => {
  const { t } = useDesk()
  // Two columns may have one name; the choice is then for both.
  const named = new Map(columns.read.map(({ column, field }) => [column, field]))
  return (
    <section aria-label={t('desk:importColumns')} className="desk-import__columns">
      <h2>{t('desk:importColumns')}</h2>
      <p>{t('desk:importColumnsHint')}</p>
      <ul>
        {[...named].map(([column, field]) => (
          <li key={column}>
            <label>
              <span>{column}</span>
              <select
                onChange={(event) => onChange(column, event.target.value)}
                value={map[column] ?? field ?? NOTHING}
              >
                <option value={NOTHING}>{t('desk:importNoField')}</option>
                {columns.fields.map((each) => (
                  <option key={each} value={each}>
                    {each}
                  </option>
                ))}
              </select>
            </label>
          </li>
        ))}
      </ul>
    </section>
  )
}
