import type { Labels } from '../../fields/labels'
import { orderOutcomes } from '../../fields/orderOutcomes'
import { shownOutcome } from '../../fields/outcomeLabel'
import { oneLine } from '../../mail/templates/clean'
import type { Texts } from '../../translations/texts'
import type { Chip } from '../ui/Chips'
import { type ListAddress, listPath, type Shown } from './address'
import { COUNTED, type ListChips, spellingsOf } from './chips'

const MAX_LABEL = 40

const isSame = (one: Shown, other: Shown, chips: ListChips): boolean => {
  if (one.kind !== other.kind) return false
  if (one.kind !== 'outcome' || other.kind !== 'outcome') return true
  return one.outcome === other.outcome || spellingsOf(one.outcome, chips).includes(other.outcome)
}

type Listed = { chips: ListChips; labels: Pick<Labels, 'outcomes'> }

/** The chips above the list. The outcome of the address is among them, also if it is not a frequent one. */
export const listChips = (
  address: ListAddress,
  { chips, labels: { outcomes: own } }: Listed,
  { t }: Pick<Texts, 't'>,
): Chip[] => {
  const chip = (shown: Shown, label: string, more: Pick<Chip, 'colour' | 'count'> = {}): Chip => ({
    ...more,
    href: listPath({ ...address, before: null, shown }),
    isCurrent: isSame(shown, address.shown, chips),
    label,
  })
  const { toDo } = chips
  const chipOf = (outcome: string): Chip => {
    const known = shownOutcome(own, outcome)
    const label = oneLine(known?.text ?? outcome, MAX_LABEL)
    return chip({ kind: 'outcome', outcome }, label, { colour: known?.colour })
  }
  const outcomes = orderOutcomes(own, chips.outcomes).map(({ outcome }) => chipOf(outcome))
  const { shown } = address
  const isOther = shown.kind === 'outcome' && !outcomes.some(({ isCurrent }) => isCurrent)
  return [
    chip({ kind: 'all' }, t('calls.all')),
    chip({ kind: 'toDo' }, t('calls.toDo'), {
      count: toDo === 0 ? undefined : toDo > COUNTED ? `${COUNTED}+` : toDo,
    }),
    ...outcomes,
    ...(isOther ? [chipOf(shown.outcome)] : []),
    chip({ kind: 'missed' }, t('calls.missed')),
  ]
}
