import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { withDeadline } from '../database/connection/deadline'
import { intakePool } from '../database/connection/pool'
import { isWithin } from '../sender/networks'
import { type Sender, senderSchema } from '../sender/settings'
import { checkProof, type Proof, type RefusalReason } from '../sender/verify'
import { READ_GUARD } from './statements'

type Former = { id: string; sender: Sender; until: number }

/** Who may post for a client, as it was read last. `id` changes with it. */
export type Guard = { former: Former[]; id: string; sender: Sender }

const rowSchema = z.object({
  former: z.array(z.object({ id: z.string(), sender: senderSchema, until: z.coerce.date() })),
  guard: z.string().nullable(),
  sender: senderSchema,
})

const inTheClear = (sender: Sender, payload: Payload): Sender => ({
  ...sender,
  secret: sender.secret === '' ? '' : payload.decrypt(sender.secret),
})

type ReadGuard = { deadline: number; key: string; payload: Payload }

/** Reads who may post by a token; null when anybody may, or nobody has the token. */
export const readGuard = async ({ deadline, key, payload }: ReadGuard): Promise<Guard | null> => {
  const { rows } = await withDeadline(intakePool(payload.db.pool), deadline).query({
    ...READ_GUARD,
    values: [key],
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
 * The guards read lately, by token index, so that a report of a guarded client is checked before the
 * database is asked. A guard that is no longer the client's admits nothing: the statement that stores
 * compares it.
 */
export const knownGuards = (pool: Pool): Map<string, Guard> => {
  const known = byPool.get(pool) ?? new Map<string, Guard>()
  if (known.size >= MAX_KNOWN) known.clear()
  byPool.set(pool, known)
  return known
}

/** What a sender shows: its proof, and where it comes from. */
export type Shown = Proof & { source: null | string }

/** Whether a guard lets somebody pass; by a former set-up too, while that is still accepted. */
export const passes = (
  { former, sender }: Guard,
  shown: Shown,
): { former: null | string; reason: null } | { reason: RefusalReason } => {
  if (sender.networks.length > 0 && !isWithin(shown.source, sender.networks)) {
    return { reason: 'network' }
  }
  const reason = checkProof(sender, shown)
  if (reason === null) return { former: null, reason }
  const accepted = former.find(
    (each) => each.until > shown.now.getTime() && checkProof(each.sender, shown) === null,
  )
  return accepted ? { former: accepted.id, reason: null } : { reason }
}

/** All secrets that a guard knows, to be masked wherever they stand. */
export const secretsOf = ({ former, sender }: Guard): string[] =>
  [sender, ...former.map((each) => each.sender)].map(({ secret }) => secret).filter(Boolean)
