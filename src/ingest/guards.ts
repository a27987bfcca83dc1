import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { withDeadline } from '../database/connection/deadline'
import { intakePool } from '../database/connection/pool'
import { mappingColumns, parseMapping } from '../fields/readMappings'
import { isWithin } from '../sender/networks'
import { type Sender, senderSchema } from '../sender/settings'
import { checkProof, type Proof, type RefusalReason } from '../sender/verify'
import type { Mapping } from '../vapi/mapping/mapping'
import { readGuardBy } from './statements'

type RetiredSender = { id: string; sender: Sender; until: number }

/** How the senders of a client are verified. */
export type Verification = { former: RetiredSender[]; sender: Sender }

/**
 * What a client's posts are admitted and read with, as it was last read. `id` changes with every setting of the
 * sender, with the client's mapping and the desk's, and with whether recordings are kept. `verification` null: anybody with the token may post.
 */
export type Guard = {
  id: string
  /** Whether the links to recordings are to be kept until these are copied. */
  keepsRecordings: boolean
  mappingVersion: string
  verification: null | Verification
}

/** A guard with its mapping; null: nothing is mapped. Guards in memory leave it out: clients may share it. */
export type GuardWithMapping = { guard: Guard; mapping: Mapping | null }

const rowSchema = mappingColumns.extend({
  former: z.array(z.object({ id: z.string(), sender: senderSchema, until: z.coerce.date() })),
  guard: z.string().nullable(),
  keeps_recordings: z.boolean(),
  sender: senderSchema,
  sender_guard: z.string().nullable(),
})

const inTheClear = (sender: Sender, payload: Payload): Sender => ({
  ...sender,
  secret: sender.secret === '' ? '' : payload.decrypt(sender.secret),
})

const parseGuard = (row: unknown, payload: Payload): GuardWithMapping | null => {
  const {
    former,
    guard,
    keeps_recordings: keeps,
    sender,
    sender_guard: senderGuard,
    ...mapped
  } = rowSchema.parse(row)
  if (guard === null) return null
  const { mapping, version } = parseMapping(mapped)
  const verification: null | Verification =
    senderGuard === null
      ? null
      : {
          former: former.map(({ sender: each, until, ...rest }) => ({
            ...rest,
            sender: inTheClear(each, payload),
            until: until.getTime(),
          })),
          sender: inTheClear(sender, payload),
        }
  return {
    guard: { id: guard, keepsRecordings: keeps, mappingVersion: version, verification },
    mapping,
  }
}

type ReadGuardArgs = { deadline: number; payload: Payload; tokenIndex: string }

/**
 * Reads the guard of a token's client; null if there is neither verification nor a mapping, no recording is kept, or
 * there is no such client.
 */
export const readGuard = async ({
  deadline,
  payload,
  tokenIndex,
}: ReadGuardArgs): Promise<GuardWithMapping | null> => {
  const { rows } = await withDeadline(intakePool(payload.db.pool), deadline).query({
    ...readGuardBy('token'),
    values: [tokenIndex],
  })
  return rows.length === 0 ? null : parseGuard(rows[0], payload)
}

/**
 * Reads the guard of a client by id, whose `id` is the version of its mapping then; null if there is no such client.
 */
export const readGuardOf = async (
  payload: Payload,
  clientID: string,
): Promise<GuardWithMapping | null> => {
  const { rows } = await payload.db.pool.query({ ...readGuardBy('id'), values: [clientID] })
  return rows.length === 0 ? null : parseGuard(rows[0], payload)
}

const MAX_KNOWN = 5_000
const byPool = new WeakMap<Pool, Map<string, Guard>>()

/**
 * Recently read guards by token index, so that a sender is checked and a body read before the database is asked.
 * A guard that is out of date admits nothing: the statement that stores compares its id. Their mappings, which are
 * larger, are kept by version, within a limit of their own: `knownMapping`.
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
 * Checks a sender against a verification: the current set-up first, then retired ones that are still accepted.
 * @returns why it is refused; without a reason, the id of the retired set-up that it used, if any
 */
export const checkSender = (
  { former, sender }: Verification,
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
export const secretsOf = ({ verification }: Guard): string[] =>
  verification === null
    ? []
    : [verification.sender, ...verification.former.map((each) => each.sender)]
        .map(({ secret }) => secret)
        .filter(Boolean)
