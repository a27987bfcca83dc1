'use client'

import type { ReactNode } from 'react'
import { percentOf } from '../../charts/geometry'
import { CALL_CATEGORY_NAMES, type CallCategory, totalOf } from '../../figures/callCategories'
import type { CallFigures } from '../../figures/callFigures'
import { callsLink } from '../../figures/links'
import { formatPrice } from '../../format'
import { useDesk } from '../shared/useDesk'
import { CATEGORY_LABELS } from './categoryLabels'
import { FigureLink } from './FigureLink'
import './Shares.css'

type Props = { figures: CallFigures; clientID: null | string }

const Fact = ({ children, label }: { children: ReactNode; label: ReactNode }) => (
  <div className="desk-facts__fact">
    <dt className="desk-facts__label">{label}</dt>
    <dd className="desk-facts__value">{children}</dd>
  </div>
)

const CategoryFact = ({ category, figures, clientID }: Props & { category: CallCategory }) => {
  const { formatCount, t } = useDesk()
  const count = figures.totals[category]
  const percent = percentOf(count, totalOf(figures.totals))
  const label = (
    <>
      <span aria-hidden className={`desk-swatch desk-swatch--${category}`} />
      {t(CATEGORY_LABELS[category])}
    </>
  )
  return (
    <Fact label={label}>
      <FigureLink
        label={t('desk:categoryLink', {
          category: t(CATEGORY_LABELS[category]),
          n: formatCount(count),
          percent,
        })}
        to={callsLink({ category, from: figures.from, clientID })}
      >
        {formatCount(count)}
      </FigureLink>{' '}
      <span className="desk-facts__share">{t('desk:percent', { n: percent })}</span>
    </Fact>
  )
}

/** The number of calls, how they ended, and their cost. Also the legend of the chart. */
export const Shares = ({ figures, clientID }: Props) => {
  const { formatCount, language, t } = useDesk()
  const shown = CALL_CATEGORY_NAMES.filter(
    (category) => category !== 'unknown' || figures.totals.unknown > 0,
  )
  const count = totalOf(figures.totals)
  return (
    <dl className="desk-facts">
      <Fact label={t('desk:callsLabel')}>
        <FigureLink
          label={t('desk:callsLink', { count, n: formatCount(count) })}
          to={callsLink({ from: figures.from, clientID })}
        >
          {formatCount(count)}
        </FigureLink>
      </Fact>
      {shown.map((category) => (
        <CategoryFact category={category} figures={figures} key={category} clientID={clientID} />
      ))}
      <Fact label={t('desk:costLabel')}>
        {formatPrice({ currency: 'USD', language, value: figures.cost })}
      </Fact>
    </dl>
  )
}
