'use client'

import type { QuietFigures } from '../../figures/quietClients'
import { formatAgo, formatWhen } from '../../format'
import type { DeskKey } from '../../translations/keys'
import { useDesk } from '../shared/useDesk'

type Client = Pick<QuietFigures['clients'][number], 'expected' | 'lastAt' | 'reason'>

const WORDS = {
  never: 'desk:quietNever',
  rhythm: 'desk:quietRhythm',
  weeks: 'desk:quietWeeks',
} as const satisfies Record<Client['reason'], DeskKey>

type Props = {
  at: string
  client: Client
  /** The sentence to use instead of the one for the reason. */
  word?: 'desk:quietDesk'
}

/** Since when a client has been silent, and how many calls would be usual. */
export const QuietWords = ({ at, client, word }: Props) => {
  const { formatCount, language, t } = useDesk()
  const { expected, lastAt, reason } = client
  const calls = Math.round(expected)
  const ago = formatAgo(lastAt, { language, now: new Date(at) }) ?? ''
  return (
    <span title={formatWhen(lastAt, { language, timeZone: 'UTC' })?.iso}>
      {t(word ?? WORDS[reason], { ago, count: calls, n: formatCount(calls) })}
    </span>
  )
}
