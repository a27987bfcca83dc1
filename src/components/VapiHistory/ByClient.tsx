'use client'

import { useDesk } from '../shared/useDesk'
import type { ClientCalls } from './answers'
import type { Dates } from './useHistoryRun'
import { useWhen } from './useWhen'

type Props = {
  clients: readonly ClientCalls[]
  dates: Dates
  isLocked: boolean
  onChange: (dates: Dates) => void
}

/** The calls of each client, and from which day on they are the client's. */
export const ByClient = ({ clients, dates, isLocked, onChange }: Props) => {
  const { formatCount, t } = useDesk()
  const when = useWhen()
  return (
    <div className="desk-vhistory__scroll">
      <table className="desk-vhistory__table">
        <caption className="desk-sr-only">{t('desk:vapiHistoryTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk:vapiHistoryClient')}</th>
            <th scope="col">{t('desk:vapiHistoryNew')}</th>
            <th scope="col">{t('desk:vapiHistoryHere')}</th>
            <th scope="col">{t('desk:vapiHistoryOldest')}</th>
            <th scope="col">{t('desk:vapiHistoryNewest')}</th>
            <th scope="col">{t('desk:vapiHistoryFrom')}</th>
          </tr>
        </thead>
        <tbody>
          {clients.map(({ found, held, id, label, newest, oldest }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td>{formatCount(found)}</td>
              <td>{formatCount(held)}</td>
              <td>{when(oldest)}</td>
              <td>{when(newest)}</td>
              <td>
                <input
                  aria-label={t('desk:vapiHistoryFromOf', { client: label })}
                  className="desk-vhistory__date"
                  disabled={isLocked}
                  onChange={({ target }) => onChange({ ...dates, [id]: target.value })}
                  type="date"
                  value={dates[id] ?? ''}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
