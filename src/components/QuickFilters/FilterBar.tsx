'use client'

import { useListDrawerContext, useListQuery } from '@payloadcms/ui'
import type { Where } from 'payload'
import { type ReactNode, useId } from 'react'
import { OutcomeDot } from '../OutcomePill'
import { useDesk } from '../shared/useDesk'
import { activeValue, withCondition, withoutCondition } from '../shared/where'
import type { CountedFilter, FilterChoice, FilterLabel } from './types'
import { useFilterLink } from './useFilterLink'
import './index.css'

type PillProps = {
  active: boolean
  colour?: FilterChoice['colour']
  count?: number
  isEstimate?: boolean
  text: string
  where: undefined | Where
}

/** A real link, so that it works with the keyboard, in a new tab and before hydration. */
const FilterPill = ({ active, colour, count, isEstimate, text, where }: PillProps) => {
  const { formatCount, t } = useDesk()
  const link = useFilterLink(where)
  return (
    <a
      {...link}
      aria-current={active ? 'true' : undefined}
      className={[
        'desk-filter',
        active && 'desk-filter--active',
        count === 0 && 'desk-filter--empty',
      ]
        .filter(Boolean)
        .join(' ')}
    >
      {colour && <OutcomeDot colour={colour} />}
      {text}
      {count !== undefined && (
        <span className="desk-filter__count">
          {isEstimate ? t('desk:countEstimated', { n: formatCount(count) }) : formatCount(count)}
        </span>
      )}
    </a>
  )
}

const FilterRow = ({ filter }: { filter: CountedFilter }) => {
  const { t } = useDesk()
  const { query } = useListQuery()
  const labelID = useId()
  const textOf = (label: FilterLabel) => ('key' in label ? t(label.key) : label.text)
  const siblings = filter.choices.map(({ condition }) => condition)
  const active = activeValue(filter.choices, query.where)
  return (
    <div className="desk-filters__row">
      <span className="desk-filters__label" id={labelID}>
        {textOf(filter.label)}
      </span>
      <ul aria-labelledby={labelID} className="desk-filters__choices">
        <li>
          <FilterPill
            active={active === null}
            text={t('desk:filterAll')}
            where={withoutCondition({ siblings, where: query.where })}
          />
        </li>
        {filter.choices.map(({ colour, condition, count, isEstimate, label, value }) => (
          <li key={value}>
            <FilterPill
              active={active === value}
              colour={colour}
              count={count}
              isEstimate={isEstimate}
              text={textOf(label)}
              where={withCondition({ condition, siblings, where: query.where })}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

type Props = { after?: ReactNode; children?: ReactNode; filters: readonly CountedFilter[] }

/**
 * The rows of quick filters, between other ones of the list. Not shown in drawers that pick a related document.
 */
export const FilterBar = ({ after, children, filters }: Props) => {
  const { t } = useDesk()
  const { isInDrawer } = useListDrawerContext()
  if (isInDrawer || (filters.length === 0 && !children && !after)) return null
  return (
    <nav aria-label={t('desk:filters')} className="desk-filters">
      {children}
      <div className="desk-filters__rows">
        {filters.map((filter) => (
          <FilterRow filter={filter} key={filter.id ?? filter.field} />
        ))}
      </div>
      {after}
    </nav>
  )
}
