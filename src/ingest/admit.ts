import type { Payload } from 'payload'
import { knownMapping } from '../fields/readMappings'
import type { RefusalReason } from '../sender/verify'
import type { Mapping } from '../vapi/mapping/mapping'
import { checkSender, type Guard, knownGuards, readGuard, type SenderEvidence } from './guards'
import { countRefusal } from './refusals'
import { noteRetiredUse } from './retiredUse'

/** Nothing was stored: the client's guard is not the one that the sender was checked and the body read against. */
export const NOT_ADMITTED = 'not_admitted'

type AdmissionArgs = {
  /** In epoch milliseconds. */
  deadline: number
  evidence: SenderEvidence
  payload: Payload
  tokenIndex: string
}

/** `guard` null: none is known. `mapping` null: nothing is mapped. */
type Admitted = { guard: Guard | null; kind: 'admitted'; mapping: Mapping | null }
type Refused = { kind: 'refused'; reason: RefusalReason }

/**
 * Decides whether a sender may post for a client, and says with which mapping its body is read. A client with
 * neither sender verification nor a mapping costs nothing here: the statement that stores finds no guard and stores.
 * It fails closed: a statement stores only under the guard that the sender was checked and the body was read
 * against, and answers `NOT_ADMITTED` for any other.
 */
export class Admission {
  readonly #args: AdmissionArgs
  #guard: Guard | null
  #isFresh = false
  #mapping: Mapping | null = null
  #retiredSender: null | string = null

  constructor(args: AdmissionArgs) {
    this.#args = args
    const known = knownGuards(args.payload.db.pool).get(args.tokenIndex)
    const mapping = known ? knownMapping(known.mappingVersion) : null
    // Without its mapping, a guard is as good as unknown: the statement will ask for it.
    this.#guard = mapping === undefined ? null : (known ?? null)
    this.#mapping = mapping ?? null
  }

  /**
   * Checks the sender against the remembered guard. A refusal is final only after the guard has been read
   * from the database: the remembered one may be out of date.
   */
  async check(): Promise<Admitted | Refused> {
    const reason = this.#verify()
    if (reason === null) {
      return { guard: this.#guard, kind: 'admitted', mapping: this.#mapping }
    }
    if (!this.#isFresh) {
      await this.readGuard()
      return await this.check()
    }
    const { payload, tokenIndex } = this.#args
    countRefusal(payload.db.pool, tokenIndex, reason)
    return { kind: 'refused', reason }
  }

  /** Reads the client's guard from the database. To be called after a statement answered `NOT_ADMITTED`. */
  async readGuard(): Promise<void> {
    const { deadline, payload, tokenIndex } = this.#args
    const read = await readGuard({ deadline, payload, tokenIndex })
    this.#guard = read?.guard ?? null
    this.#mapping = read?.mapping ?? null
    this.#isFresh = true
    const known = knownGuards(payload.db.pool)
    if (this.#guard) known.set(tokenIndex, this.#guard)
    else known.delete(tokenIndex)
  }

  /** Records that a retired set-up is still in use, once what it sent is stored. */
  noteStored(): void {
    noteRetiredUse(this.#args.payload.db.pool, this.#retiredSender, 'webhook_retired_senders')
  }

  #verify(): null | RefusalReason {
    this.#retiredSender = null
    const verification = this.#guard?.verification ?? null
    if (verification === null) return null
    const checked = checkSender(verification, this.#args.evidence)
    if (checked.reason === null) this.#retiredSender = checked.retired
    return checked.reason
  }
}
