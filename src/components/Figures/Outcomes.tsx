'use client'

import { callsLink } from '../../figures/links'
import type { OutcomeFigures } from '../../figures/outcomes'
import { useDesk } from '../shared/useDesk'
import { Ranking } from './Ranking'

type Props = { figures: OutcomeFigures; whose: null | string }

/** The most frequent outcomes, as the agents named them. */
export const Outcomes = ({ figures: { from, outcomes }, whose }: Props) => {
  const { t } = useDesk()
  if (outcomes.length === 0) return <p className="desk-panel__empty">{t('desk:callsNone')}</p>
  return (
    <Ranking
      rows={outcomes.map(({ calls, outcome }) => ({
        count: calls,
        id: `outcome ${outcome}`,
        label: outcome ?? t('desk:outcomeNone'),
        to: callsLink({ from, outcome, whose }),
      }))}
    />
  )
}
