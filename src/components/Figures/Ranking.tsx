'use client'

import type { ReactNode } from 'react'
import type { ListLink } from '../../figures/links'
import { useDesk } from '../shared/useDesk'
import { FigureLink } from './FigureLink'
import './Ranking.css'

type Row = { count: number; id: string; label: string; mark?: ReactNode; to: ListLink }

type Props = {
  rows: readonly Row[]
  /** What a full bar stands for. Default: the highest count. */
  whole?: number
}

/** A bar chart of counts. Each links to the list of what it counts. */
export const Ranking = ({ rows, whole }: Props) => {
  const { formatCount } = useDesk()
  const full = Math.max(1, whole ?? 0, ...rows.map(({ count }) => count))
  return (
    <ul className="desk-ranking">
      {rows.map(({ count, id, label, mark, to }) => (
        <li key={id}>
          <FigureLink className="desk-ranking__row" to={to}>
            <span className="desk-ranking__label">
              {mark}
              {label}
            </span>
            <span className="desk-ranking__count">{formatCount(count)}</span>
            <svg
              aria-hidden
              className="desk-ranking__bar"
              preserveAspectRatio="none"
              viewBox="0 0 100 1"
            >
              <rect className="desk-ranking__rest" height={1} width={100} />
              <rect className="desk-ranking__fill" height={1} width={(count / full) * 100} />
            </svg>
          </FigureLink>
        </li>
      ))}
    </ul>
  )
}
