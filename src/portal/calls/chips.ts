import type { PayloadRequest } from 'payload'
import { readOutcomes } from '../../figures/outcomes'
import { sharedMap } from '../../lib/inProcess'
import { oneLine } from '../../mail/templates/clean'
import { countCalls } from '../../reading/countCalls'
import { apartFromRequest } from '../../request/requestAtHand'
import { outcomeKey } from '../../vapi/followUpRule'

/** How many outcomes are offered. */
const MOST = 5
/** A longer outcome is a sentence, not a kind of outcome. */
const MAX_LENGTH = 60

/** An outcome to choose, with all its spellings. */
export type OutcomeChip = { outcome: string; spellings: readonly string[] }

/** What is offered above the list. */
export type ListChips = {
  outcomes: readonly OutcomeChip[]
  /** How many calls have something to do. More than 99 are not counted exactly. */
  toDo: number
}

/** Up to this, calls with something to do are counted exactly. */
export const COUNTED = 99

/** How long chips are kept, in milliseconds: their outcomes are those of 30 days. */
const KEPT_MS = { outcomes: 5 * 60_000, toDo: 2 * 60_000 }
const MAX_KEPT = 2_000

type Kept<Value> = { at: number; value: Promise<Value> }

/** Keeps what was read for each client for a while, for a bounded number of clients. */
export const keepPerClient = <Value>(
  keptMs: number,
  maxKept = MAX_KEPT,
  kept = new Map<string, Kept<Value>>(),
) => ({
  forget: (clientID: string): void => void kept.delete(clientID),
  /** What was read for the client; reads it where that was too long ago. A failure is not kept. */
  read: (clientID: string, read: () => Promise<Value>, now = Date.now()): Promise<Value> => {
    const known = kept.get(clientID)
    if (known && now - known.at < keptMs) return known.value
    // Others wait for it too: it goes on when the one who asked first has gone.
    const value = apartFromRequest(read)
    kept.delete(clientID)
    kept.set(clientID, { at: now, value })
    const oldest = kept.keys().next().value
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest)
    value.catch(() => {
      if (kept.get(clientID)?.value === value) kept.delete(clientID)
    })
    return value
  },
})

const outcomes = keepPerClient<readonly OutcomeChip[]>(KEPT_MS.outcomes)
// The server's forms say when it has changed; Next's copy of this file reads it.
const toDo = keepPerClient<number>(KEPT_MS.toDo, MAX_KEPT, sharedMap('portal-to-do'))

type Read = { clientID: string; req: PayloadRequest; zone: string }

const readChips = async ({ clientID, req, zone }: Read): Promise<OutcomeChip[]> => {
  const { pool } = req.payload.db
  const read = await readOutcomes({ clientID, pool, timezone: zone })
  return read.outcomes
    .flatMap(({ outcome, spellings }) => {
      const text = outcome ?? ''
      return oneLine(text) === '' || text.length > MAX_LENGTH
        ? []
        : [{ outcome: text.trim(), spellings }]
    })
    .slice(0, MOST)
}

/** How many calls the client has to do something about, kept for minutes. 0 if they cannot be counted now. */
export const readToDoCount = ({ clientID, req }: Omit<Read, 'zone'>): Promise<number> =>
  toDo
    .read(clientID, async () => {
      const where = { followUp: { equals: 'open' } }
      return (await countCalls({ args: { where }, req })).totalDocs
    })
    .catch(() => 0)

/** To be called when the client has changed what is to do. */
export const forgetToDoCount = (clientID: string): void => toDo.forget(clientID)

/**
 * The client's most frequent outcomes of 30 days, and how many calls have something to do. Kept for minutes.
 * Outcomes that cannot be read in time are left out: the list does without them.
 */
export const readListChips = async (read: Read): Promise<ListChips> => {
  const [known, count] = await Promise.all([
    outcomes.read(read.clientID, () => readChips(read)).catch(() => []),
    readToDoCount(read),
  ])
  return { outcomes: known, toDo: count }
}

/** All spellings of an outcome, as far as its chips know them. */
export const spellingsOf = (outcome: string, chips: Pick<ListChips, 'outcomes'>): string[] => [
  ...(chips.outcomes.find((chip) => outcomeKey(chip.outcome) === outcomeKey(outcome))?.spellings ??
    []),
]
