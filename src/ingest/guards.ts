import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { withDeadline } from '../database/connection/deadline'
import { intakePool } from '../database/connection/pool'
import { isWithin } from '../sender/networks'
import { type Sender, senderSchema } from '../sender/settings'
import { checkProof, type Proof, type RefusalReason } from '../sender/verify'
import { READ_GUARD } from './statements'

type RetiredSender = { id: string; sender: Sender; until: number }

/** A client's sender verification as it was last read. `id` changes with every setting. */
export type Guard = { former: RetiredSender[]; id: string; sender: Sender }

const rowSchema = z.object({
  former: z.array(z.object({ id: z.string(), sender: senderSchema, until: z.coerce.date() })),
  guard: z.string().nullable(),
  sender: senderSchema,
})

const inTheClear = (sender: Sender, payload: Payload): Sender => ({
  ...sender,
  secret: sender.secret === '' ? '' : payload.decrypt(sender.secret),
})

type ReadGuardArgs = { deadline: number; payload: Payload; tokenIndex: string }

/** Reads the guard of a token's client; null if there is no verification, or no such client. */
export const readGuard = async ({
  deadline,
  payload,
  tokenIndex,
}: ReadGuardArgs): Promise<Guard | null> => {
  const { rows } = await withDeadline(intakePool(payload.db.pool), deadline).query({
    ...READ_GUARD,
    values: [tokenIndex],
  })
  if (rows.length === 0) return null
  const { former, guard, sender } = rowSchema.parse(rows[0])
  if (guard === null) return null
  return {
    former: former.map(({ sender, until, ...rest }) => ({
      ...rest,
      sender: inTheClear(sender, payload),
      until: until.getTime(),
    })),
    id: guard,
    sender: inTheClear(sender, payload),
  }
}

const MAX_KNOWN = 5_000
const byPool = new WeakMap<Pool, Map<string, Guard>>()

/**
 * Recently read guards by token index, so that a sender is checked before the database is asked. A guard
 * that is out of date admits nothing: the statement that stores compares its id.
 */
export const knownGuards = (pool: Pool): Map<string, Guard> => {
  const known = byPool.get(pool) ?? new Map<string, Guard>()
  if (known.size >= MAX_KNOWN) known.clear()
  byPool.set(pool, known)
  return known
}

/** What a sender presents: its proof, and the address that it posts from. */
export type SenderEvidence = Proof & { source: null | string }

/**
 * Checks a sender against a guard: the current set-up first, then retired ones that are still accepted.
 * @returns why it is refused; without a reason, the id of the retired set-up that it used, if any
 */
export const checkSender = (
  { former, sender }: Guard,
  evidence: SenderEvidence,
): { reason: null; retired: null | string } | { reason: RefusalReason } => {
  if (sender.networks.length > 0 && !isWithin(evidence.source, sender.networks)) {
    return { reason: 'network' }
  }
  const reason = checkProof(sender, evidence)
  if (reason === null) return { reason, retired: null }
  const accepted = former.find(
    (each) => each.until > evidence.now.getTime() && checkProof(each.sender, evidence) === null,
  )
  return accepted ? { reason: null, retired: accepted.id } : { reason }
}

/** Every secret in a guard: each is masked wherever a body contains it. */
export const secretsOf = ({ former, sender }: Guard): string[] =>
  [sender, ...former.map((each) => each.sender)].map(({ secret }) => secret).filter(Boolean)
