'use client'

import type { DeskKey } from '../../translations/keys'
import type { Completeness } from '../../vapiAccount/completeness/completeness'
import { useDesk } from '../shared/useDesk'

type Counted =
  | 'cannotBeFilled'
  | 'missing'
  | 'neverConnected'
  | 'notAttributable'
  | 'recovered'
  | 'stuck'
  | 'waiting'

const WORDS: readonly (readonly [Counted, DeskKey])[] = [
  ['missing', 'desk:completeBeingFetched'],
  ['cannotBeFilled', 'desk:completeCannotBeFilled'],
  ['recovered', 'desk:completeRecovered'],
  ['waiting', 'desk:completeWaiting'],
  ['neverConnected', 'desk:completeNeverConnected'],
  ['stuck', 'desk:completeStuck'],
  ['notAttributable', 'desk:completeNotAttributable'],
]

/** Shown even if they are 0: their absence is what staff look for. */
const ALWAYS: ReadonlySet<Counted> = new Set(['neverConnected', 'waiting'])

/** The two kinds of what the sentence above calls missing: if there is one of either, both are shown. */
const GAPS: ReadonlySet<Counted> = new Set(['cannotBeFilled', 'missing'])

/** The numbers beside what Vapi says and what is here. */
export const Counts = ({ found }: { found: Completeness }) => {
  const { formatCount, t } = useDesk()
  const hasGaps = found.missing + found.cannotBeFilled > 0
  const isShown = (name: Counted, count: number) =>
    count > 0 || ALWAYS.has(name) || (hasGaps && GAPS.has(name))
  return (
    <dl className="desk-complete__counts">
      {WORDS.map(([name, word]) => {
        const count = found[name]
        if (count === null || !isShown(name, count)) return null
        return (
          <div key={name}>
            <dt>{t(word)}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        )
      })}
    </dl>
  )
}
