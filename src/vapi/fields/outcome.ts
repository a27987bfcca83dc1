import { isFlag, readFlags } from './flags'
import type { Holder } from './holders'
import { OUTCOME_NAMES } from './names'
import { type Candidate, candidatesFor, firstRead } from './pick'
import { readText, scalarOf } from './text'

const MAX_GENERIC = 80

/** How the call came out, in the agent's own words, else by its yes and no answers. */
export const readOutcome = (holders: readonly Holder[]): string | null => {
  const here = holders.filter(({ place }) => place !== 'person')
  return firstRead(candidatesFor(here, OUTCOME_NAMES), readCandidate) ?? readFlags(here)
}

const readCandidate = ({ entry, name }: Candidate): string | null => {
  if (isFlag(entry.name)) return null
  const text = readText(scalarOf(entry.value, ['name', 'value', 'label']))
  const isWords = text !== null && /\p{L}/u.test(text) && text.length <= MAX_GENERIC
  return name.isGeneric && !isWords ? null : text
}
