'use client'

import { Button, ChevronIcon, Link } from '@payloadcms/ui'
import { useRef } from 'react'
import { CopyButton } from '../shared/CopyButton'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'
import type { Around } from './readAround'

type Props = Pick<Around, 'earlier' | 'later'> & {
  /** The number to dial; null: none is known. */
  dial: null | string
  id: string
  summary: null | string
}

const LIST = '/collections/call-summaries'

/** What can be done from the page of a call: call back, copy, edit, go to the calls next to it. */
export const Actions = ({ dial, earlier, id, later, summary }: Props) => {
  const { t } = useDesk()
  const { adminURL } = useURLs()
  const mayChange = useMayOnField('call-summaries', 'summary', 'update')
  const textRef = useRef<HTMLSpanElement>(null)
  const neighbours = [
    { id: earlier, label: t('desk:callPageEarlier'), direction: 'left' },
    { id: later, label: t('desk:callPageLater'), direction: 'right' },
  ] as const
  return (
    <div className="desk-call__actions">
      {dial && (
        <a
          className="btn btn--style-secondary btn--size-medium desk-call__dial"
          href={`tel:${dial}`}
        >
          {t('desk:callPageCallBack')}
        </a>
      )}
      {summary && (
        <>
          <CopyButton label={t('desk:callPageCopySummary')} textRef={textRef} value={summary} />
          <span className="desk-sr-only" ref={textRef}>
            {summary}
          </span>
        </>
      )}
      {mayChange && (
        <Button
          buttonStyle="primary"
          el="link"
          margin={false}
          size="medium"
          to={adminURL(`${LIST}/${id}/edit`)}
        >
          {t('desk:callPageEdit')}
        </Button>
      )}
      <nav aria-label={t('desk:callPageNeighbours')} className="desk-call__neighbours">
        {neighbours.map(({ direction, id: to, label }) =>
          to ? (
            <Link
              aria-label={label}
              className="desk-call__neighbour"
              href={adminURL(`${LIST}/${to}`)}
              key={direction}
              prefetch={false}
              title={label}
            >
              <ChevronIcon direction={direction} />
            </Link>
          ) : (
            <span aria-hidden="true" className="desk-call__neighbour" key={direction}>
              <ChevronIcon direction={direction} />
            </span>
          ),
        )}
      </nav>
    </div>
  )
}
