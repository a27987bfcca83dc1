'use client'

import type { LabelledOutcomes } from '../../figures/labelledOutcomes'
import { callsLink } from '../../figures/links'
import { OutcomeDot } from '../OutcomePill'
import { useDesk } from '../shared/useDesk'
import { Ranking } from './Ranking'

type Props = { figures: LabelledOutcomes; clientID: null | string }

/** The most frequent outcomes: the desk's own, and others named as the agents name them most. */
export const Outcomes = ({ figures: { from, outcomes }, clientID }: Props) => {
  const { t } = useDesk()
  if (outcomes.length === 0) return <p className="desk-panel__empty">{t('desk:callsNone')}</p>
  return (
    <Ranking
      rows={outcomes.map(({ calls, outcome, shown, spellings }) => ({
        count: calls,
        id: `outcome ${outcome}`,
        label: shown?.text ?? t('desk:outcomeNone'),
        mark: shown?.colour && <OutcomeDot colour={shown.colour} />,
        to: callsLink({ from, outcomes: spellings, clientID }),
      }))}
    />
  )
}
