'use client'

import { formatAgo, formatWhen } from '../../format'
import type { DeskKey } from '../../translations/keys'
import type { BlindReason, Completeness } from '../../vapiAccount/completeness/completeness'
import { Verdict } from '../Figures/Verdict'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'

const BLIND = {
  forbidden: 'desk:completeForbidden',
  incomplete: 'desk:completeIncomplete',
  key_refused: 'desk:completeKeyRefused',
  late: 'desk:completeLate',
  never: 'desk:completeNever',
  no_key: 'desk:completeNoKey',
  unpaid: 'desk:completeUnpaid',
} as const satisfies Record<BlindReason, DeskKey>

type Props = {
  /** When the numbers were read. */
  at: Date
  found: Completeness
}

const useSentence = () => {
  const { formatCount, language, t } = useDesk()
  return ({ at, found: { atVapi, cannotBeFilled, checkedAt, here, missing } }: Props) =>
    t('desk:completeSays', {
      ago: formatAgo(checkedAt, { language, now: at }) ?? '',
      here: formatCount(here),
      missing: formatCount(missing + cannotBeFilled),
      vapi: formatCount(atVapi),
    })
}

const Blind = ({ at, found }: Props) => {
  const { language, t } = useDesk()
  const sentence = useSentence()
  const { checkedAt, problem, unknownSince } = found
  const hydrated = useHydrated()
  if (problem === null) return null
  // The viewer's clock is only known to the browser, so the place is kept empty until the page runs there.
  const since = formatWhen(unknownSince, { language, timeZone: hydrated ? undefined : 'UTC' })
  return (
    <>
      <Verdict state="warning">
        <span className={hydrated ? undefined : 'desk-complete__unknown'}>
          {since && `${t('desk:completeUnknownSince', { when: since.text })} `}
          {t(BLIND[problem])}
        </span>
      </Verdict>
      {checkedAt !== null && <p>{sentence({ at, found })}</p>}
    </>
  )
}

/** What Vapi says and what is here, in one sentence; or since when that is not known, and why. */
export const Says = ({ at, found }: Props) => {
  const { formatCount, language, t } = useDesk()
  const sentence = useSentence()
  const { cannotBeFilled, isAlarm, listsDiffer, missing, problem, windowDays } = found
  return (
    <>
      {isAlarm && (
        <p className="desk-panel__problem" role="alert">
          {t('desk:completeAlarm', { count: windowDays, n: formatCount(windowDays) })}
        </p>
      )}
      {problem === null ? (
        <Verdict state={missing + cannotBeFilled > 0 ? 'warning' : 'good'}>
          {sentence({ at, found })}
        </Verdict>
      ) : (
        <Blind at={at} found={found} />
      )}
      {listsDiffer && (
        <p className="desk-complete__hint">
          {t('desk:completeListsDiffer', {
            day: formatWhen(listsDiffer.until, { language, timeZone: 'UTC' })?.day ?? '',
            listed: formatCount(listsDiffer.listed),
            statistics: formatCount(listsDiffer.statistics),
          })}
        </p>
      )}
    </>
  )
}
