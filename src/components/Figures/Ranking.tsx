'use client'

import type { ReactNode } from 'react'
import { ShareBar } from '../../charts/ShareBar'
import type { ListLink } from '../../figures/links'
import { useDesk } from '../shared/useDesk'
import { FigureLink } from './FigureLink'
import './Ranking.css'

const BAR = {
  bar: 'desk-ranking__bar',
  fill: 'desk-ranking__fill',
  rest: 'desk-ranking__rest',
}

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
            <ShareBar classes={BAR} part={count} whole={full} />
          </FigureLink>
        </li>
      ))}
    </ul>
  )
}
