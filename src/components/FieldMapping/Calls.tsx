'use client'

import { Button, Link } from '@payloadcms/ui'
import { useState } from 'react'
import { formatWhen } from '../../format'
import { TARGETS } from '../../vapi/mapping/mapping'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import type { Row } from './draft'
import { useEditing } from './editing'
import type { Preview } from './previewSchema'
import { currencyIn } from './seen'
import { useShown } from './useShown'

const SHOWN = 10

/** What the mapping reads in each of the recent calls, and where. */
export const Calls = ({ preview }: { preview: Preview }) => {
  const { language, t } = useDesk()
  const { adminURL } = useURLs()
  const { draft } = useEditing()
  const { nameOf, textOf } = useShown()
  const [isWhole, setWhole] = useState(false)
  const { calls } = preview
  if (calls.length === 0) return null
  const rows: Row[] = [...TARGETS, ...draft.fields.map(({ key }): Row => `fields.${key}`)]
  const title = t('desk:mappingCalls')
  return (
    <section aria-label={title} className="desk-map__part">
      <h2>{title}</h2>
      <p className="desk-map__hint">{t('desk:mappingCallsHint')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs focus */}
      <div className="desk-map__scroll" tabIndex={0}>
        <table className="desk-map__calls">
          <thead>
            <tr>
              <th scope="col">{t('desk:mappingCall')}</th>
              {rows.map((row) => (
                <th key={row} scope="col">
                  <bdi>{nameOf(row)}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {calls.slice(0, isWhole ? calls.length : SHOWN).map(({ id, startedAt, values }) => (
              <tr key={id}>
                <th scope="row">
                  <Link href={adminURL(`/collections/call-summaries/${id}`)} prefetch={false}>
                    {formatWhen(startedAt, { language })?.text ?? t('desk:callNameless')}
                  </Link>
                </th>
                {rows.map((row) => {
                  const seen = values[row]
                  const text = seen ? textOf(row, seen.value, currencyIn(values, row)) : ''
                  return (
                    <td
                      data-label={nameOf(row)}
                      key={row}
                      title={seen?.evidence ? seen.evidence.from : undefined}
                    >
                      {text ? (
                        <bdi>{text}</bdi>
                      ) : (
                        <span className="desk-map__empty">{t('desk:mappingEmpty')}</span>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!isWhole && calls.length > SHOWN && (
        <Button buttonStyle="secondary" margin={false} onClick={() => setWhole(true)} size="small">
          {t('desk:mappingMore')}
        </Button>
      )}
    </section>
  )
}
