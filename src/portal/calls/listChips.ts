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

/** The chips above the list. The outcome of the address is among them, also if it is not a frequent one. */
export const listChips = (
  address: ListAddress,
  chips: ListChips,
  { t }: Pick<Texts, 't'>,
): Chip[] => {
  const chip = (shown: Shown, label: string, count?: number | string): Chip => ({
    count,
    href: listPath({ ...address, before: null, shown }),
    isCurrent: isSame(shown, address.shown, chips),
    label,
  })
  const { toDo } = chips
  const outcomes = chips.outcomes.map(({ outcome }) =>
    chip({ kind: 'outcome', outcome }, oneLine(outcome, MAX_LABEL)),
  )
  const { shown } = address
  const isOther = shown.kind === 'outcome' && !outcomes.some(({ isCurrent }) => isCurrent)
  return [
    chip({ kind: 'all' }, t('calls.all')),
    chip(
      { kind: 'toDo' },
      t('calls.toDo'),
      toDo === 0 ? undefined : toDo > COUNTED ? `${COUNTED}+` : toDo,
    ),
    ...outcomes,
    ...(isOther ? [chip(shown, oneLine(shown.outcome, MAX_LABEL))] : []),
    chip({ kind: 'missed' }, t('calls.missed')),
  ]
}
