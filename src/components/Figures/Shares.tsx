'use client'

import type { ReactNode } from 'react'
import { BAND_NAMES, type Band, totalOf } from '../../figures/bands'
import type { CallFigures } from '../../figures/callFigures'
import { callsLink } from '../../figures/links'
import { formatPrice } from '../../format'
import { useDesk } from '../shared/useDesk'
import { BAND_WORDS } from './bandWords'
import { FigureLink } from './FigureLink'
import { percentOf } from './geometry'
import './Shares.css'

type Props = { figures: CallFigures; whose: null | string }

const Fact = ({ children, label }: { children: ReactNode; label: ReactNode }) => (
  <div className="desk-facts__fact">
    <dt className="desk-facts__label">{label}</dt>
    <dd className="desk-facts__value">{children}</dd>
  </div>
)

const BandFact = ({ band, figures, whose }: Props & { band: Band }) => {
  const { formatCount, t } = useDesk()
  const count = figures.totals[band]
  const percent = percentOf(count, totalOf(figures.totals))
  const label = (
    <>
      <span aria-hidden className={`desk-swatch desk-swatch--${band}`} />
      {t(BAND_WORDS[band])}
    </>
  )
  return (
    <Fact label={label}>
      <FigureLink
        label={t('desk:bandLink', { band: t(BAND_WORDS[band]), n: formatCount(count), percent })}
        to={callsLink({ band, from: figures.from, whose })}
      >
        {formatCount(count)}
      </FigureLink>{' '}
      <span className="desk-facts__share">{t('desk:percent', { n: percent })}</span>
    </Fact>
  )
}

/** How many calls there were, how they went, and what they cost. Also the legend of the chart. */
export const Shares = ({ figures, whose }: Props) => {
  const { formatCount, language, t } = useDesk()
  const shown = BAND_NAMES.filter((band) => band !== 'unknown' || figures.totals.unknown > 0)
  const count = totalOf(figures.totals)
  return (
    <dl className="desk-facts">
      <Fact label={t('desk:callsLabel')}>
        <FigureLink
          label={t('desk:callsLink', { count, n: formatCount(count) })}
          to={callsLink({ from: figures.from, whose })}
        >
          {formatCount(count)}
        </FigureLink>
      </Fact>
      {shown.map((band) => (
        <BandFact band={band} figures={figures} key={band} whose={whose} />
      ))}
      <Fact label={t('desk:costLabel')}>
        {formatPrice({ currency: 'USD', language, value: figures.cost })}
      </Fact>
    </dl>
  )
}
