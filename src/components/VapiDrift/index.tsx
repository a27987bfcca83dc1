'use client'

import type { ClientDrifts } from '../../vapiAccount/drift/readDriftFigures'
import { ClientLink } from '../Figures/FigureLink'
import { Panel } from '../Figures/Panel'
import { Verdict } from '../Figures/Verdict'
import { useDesk } from '../shared/useDesk'
import { DriftLine } from './DriftLine'

/** How many clients are named, and how many things of each. */
const MOST_NAMED = 6
const MOST_LINES = 3

type Props = { at: string; clients: readonly ClientDrifts[] }

/** The clients whose webhook at Vapi is not as it was set: since when, and what. */
export const VapiDrift = ({ at, clients }: Props) => {
  const { formatCount, t } = useDesk()
  const { length: count } = clients
  return (
    <Panel title="desk:vapiDriftTitle">
      <Verdict state={count > 0 ? 'warning' : 'good'}>
        {count === 0
          ? t('desk:vapiDriftNone')
          : t('desk:vapiDriftSome', { count, n: formatCount(count) })}
      </Verdict>
      <ul className="desk-people">
        {clients.slice(0, MOST_NAMED).map(({ drifts, id, name }) => (
          <li key={id}>
            <ClientLink id={id} name={name} />
            {drifts.slice(0, MOST_LINES).map((drift) => (
              <span className="desk-people__why" key={`${drift.assistantID} ${drift.signal}`}>
                <DriftLine at={at} drift={drift} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
