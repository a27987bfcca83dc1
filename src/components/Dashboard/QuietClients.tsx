'use client'

import { usersLink } from '../../figures/links'
import type { QuietFigures } from '../../figures/quietClients'
import { ClientLink, FigureLink } from '../Figures/FigureLink'
import { Panel } from '../Figures/Panel'
import { QuietWords } from '../Figures/QuietWords'
import { Verdict } from '../Figures/Verdict'
import { useDesk } from '../shared/useDesk'
import './index.css'

/** How many clients are named, and how many ids fit into the URL of a filtered list. */
const MOST_NAMED = 6
const MOST_LINKED = 100

type Props = {
  /** When the figures were read. */
  at: string
  figures: QuietFigures
}

const Summary = ({ figures: { clients, desk, live, together } }: Pick<Props, 'figures'>) => {
  const { formatCount, t } = useDesk()
  if (live === 0) return <p className="desk-panel__empty">{t('desk:quietNobodyLive')}</p>
  const silent = clients.length + together.length
  if (silent === 0) {
    // The alert above says that nobody has calls.
    if (desk) return null
    return (
      <Verdict state="good">{t('desk:quietNone', { count: live, n: formatCount(live) })}</Verdict>
    )
  }
  return (
    <Verdict state="warning">
      {live === 1
        ? t('desk:quietOnly')
        : t('desk:quietSome', { count: silent, live: formatCount(live), n: formatCount(silent) })}
    </Verdict>
  )
}

/** Live clients that have gone quiet. Staff should check these first. */
export const QuietClients = ({ at, figures }: Props) => {
  const { formatCount, t } = useDesk()
  const { clients, desk, together } = figures
  const rest = clients.length - MOST_NAMED
  return (
    <Panel title="desk:quietTitle">
      {desk && (
        <p className="desk-panel__problem" role="alert">
          <QuietWords at={at} client={{ ...desk, reason: 'rhythm' }} word="desk:quietDesk" />
        </p>
      )}
      <Summary figures={figures} />
      <ul className="desk-people">
        {clients.slice(0, MOST_NAMED).map((client) => (
          <li key={client.id}>
            <ClientLink id={client.id} name={client.name} />
            <span className="desk-people__why">
              <QuietWords at={at} client={client} />
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className="desk-panel__more">
          <FigureLink to={usersLink(clients.slice(0, MOST_LINKED).map(({ id }) => id))}>
            {t('desk:quietAll', { n: formatCount(Math.min(clients.length, MOST_LINKED)) })}
          </FigureLink>
        </p>
      )}
      {together.length > 0 && (
        <p>
          <FigureLink to={usersLink(together.slice(0, MOST_LINKED))}>
            {t('desk:quietTogether', { count: together.length, n: formatCount(together.length) })}
          </FigureLink>{' '}
          {t('desk:quietTogetherWhy')}
        </p>
      )}
      {figures.live > 0 && <p className="desk-panel__hint">{t('desk:quietRule')}</p>}
    </Panel>
  )
}
