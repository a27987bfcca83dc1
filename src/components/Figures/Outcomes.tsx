'use client'

import { callsLink } from '../../figures/links'
import type { OutcomeFigures } from '../../figures/outcomes'
import { useDesk } from '../shared/useDesk'
import { Ranking } from './Ranking'

type Props = { figures: OutcomeFigures; clientID: null | string }

/** The most frequent outcomes, named as the agents name them most. */
export const Outcomes = ({ figures: { from, outcomes }, clientID }: Props) => {
  const { t } = useDesk()
  if (outcomes.length === 0) return <p className="desk-panel__empty">{t('desk:callsNone')}</p>
  return (
    <Ranking
      rows={outcomes.map(({ calls, outcome, spellings }) => ({
        count: calls,
        id: `outcome ${outcome}`,
        label: outcome ?? t('desk:outcomeNone'),
        to: callsLink({ from, outcomes: spellings, clientID }),
      }))}
    />
  )
}
