import { performance } from 'node:perf_hooks'
import type { Payload } from 'payload'
import { createPacer } from '../../lib/createPacer'
import type { VapiProblem } from '../api/answer'
import { listAssistants } from '../api/assistants'
import type { CallRow } from '../api/callRow'
import { listCalls } from '../api/calls'
import type { Connection } from '../api/connection'
import { listNumbers } from '../api/numbers'
import type { ReportContext } from '../api/reportOf'
import { listSquads, type Squad } from '../api/squads'
import { attribute } from '../attribution/attribute'
import { readBook } from '../attribution/readBook'
import { standingOf } from '../attribution/standing'
import { type CallClass, classOf } from './classify'
import { countOfClient, plusOne } from './counts'
import { findHeld } from './findHeld'
import { importCall } from './importCall'
import { leftOf, placeAfter } from './place'
import { type Held, type HistoryRun, PAGE_LIMIT, saveRun } from './runs'
import { laterStart } from './windowOf'

/** Reports come first. */
const PACE = { busy: { factor: 4, longestMs: 2_000 }, idle: { factor: 0.1, longestMs: 200 } }
const LARGEST_PAGE = 1_000
const SMALLEST_PAGE = 5
/** How often the place is stored within a page. */
const SAVED_CALLS = 10

/** How a walk ended. `over`: it was stopped, or another process has it. */
export type Walked =
  | { kind: 'aborted' | 'over'; run: HistoryRun }
  | { kind: 'complete' | 'edge'; run: HistoryRun }
  | { kind: 'problem'; problem: VapiProblem; run: HistoryRun }
  | { kind: 'incomplete' | 'unordered'; run: HistoryRun }

type Walk = Held & { connection: Connection; payload: Payload; signal: AbortSignal }

type Page = { received: number; rows: CallRow[] }

/** Page sizes after an answer that was too slow or too large; undefined: nothing smaller is left to try. */
const smaller = (limit: number): number | undefined =>
  limit > SMALLEST_PAGE ? Math.max(SMALLEST_PAGE, Math.floor(limit / 2)) : undefined

/** One walk over the account's calls, from the run's place to its end. */
class Walker {
  readonly #walk: Walk
  readonly #pace = createPacer(PACE)
  #context: ReportContext | null = null
  #run: HistoryRun
  #squads: null | Squad[] = null

  constructor(walk: Walk) {
    this.#walk = walk
    this.#run = walk.run
  }

  /** Stores the place. @returns whether the run goes on */
  async #save(): Promise<boolean> {
    const saved = await saveRun({ ...this.#walk, run: this.#run })
    if (saved) this.#run = saved
    return saved?.state === 'running'
  }

  #ended(kind: 'aborted' | 'complete' | 'edge' | 'incomplete' | 'over' | 'unordered'): Walked {
    return { kind, run: this.#run }
  }

  /** What reports of fetched calls lack: numbers and names, asked for once. */
  async #contextOf(): Promise<ReportContext | { problem: VapiProblem }> {
    if (this.#context) return this.#context
    const { connection } = this.#walk
    const numbers = await listNumbers(connection)
    if (!numbers.ok) return { problem: numbers.problem }
    const assistants = await listAssistants(connection)
    if (!assistants.ok) return { problem: assistants.problem }
    this.#run = { ...this.#run, counts: plusOne(plusOne(this.#run.counts, 'requests'), 'requests') }
    this.#context = {
      assistants: new Map(assistants.value.map(({ id, name }) => [id, name])),
      numbers: new Map(numbers.value.map(({ id, number }) => [id, number])),
    }
    return this.#context
  }

  /** Whose calls a squad's are, asked for once. */
  async #squadsOf(): Promise<Squad[] | { problem: VapiProblem }> {
    if (this.#squads) return this.#squads
    const squads = await listSquads(this.#walk.connection)
    if (!squads.ok) return { problem: squads.problem }
    this.#run = { ...this.#run, counts: plusOne(this.#run.counts, 'requests') }
    this.#squads = squads.value
    return squads.value
  }

  async #readPage(): Promise<Page | Walked> {
    for (;;) {
      const { fromAt, moves, pageLimit, place } = this.#run
      const answer = await listCalls(
        this.#walk.connection,
        { createdAtGe: fromAt, createdAtLe: place.at, limit: pageLimit },
        { retries: pageLimit <= SMALLEST_PAGE, withText: !this.#run.isDryRun },
      )
      this.#run = { ...this.#run, counts: plusOne(this.#run.counts, 'requests') }
      if (answer.ok) return answer.value
      const { problem } = answer
      if (problem.kind === 'retention') {
        const later = laterStart({ days: problem.days, fromAt, moves, now: new Date() })
        if (!later || later.getTime() > place.at.getTime()) return this.#ended('edge')
        this.#run = { ...this.#run, fromAt: later, moves: moves + 1 }
        continue
      }
      const isSlow = problem.kind === 'unreachable' || problem.kind === 'too_large'
      const next = isSlow ? smaller(pageLimit) : undefined
      if (next === undefined) return { kind: 'problem', problem, run: this.#run }
      this.#run = { ...this.#run, pageLimit: next }
    }
  }

  async #classified(rows: readonly CallRow[], squads: readonly Squad[]) {
    const { connection, payload, pool } = this.#walk
    const { clientID: only, froms } = this.#run
    // Clients may have been added or moved meanwhile.
    const book = await readBook(payload, connection.accountID, squads)
    const owned = rows.map((row) => ({ clientID: attribute(row, book)?.clientID ?? null, row }))
    const held = await findHeld(
      pool,
      owned.flatMap(({ clientID, row }) =>
        clientID === null ? [] : [{ callID: row.id, clientID }],
      ),
    )
    const now = new Date()
    return owned.map(({ clientID, row }) => {
      const from = clientID === null ? undefined : froms[clientID]
      const isHeld = held.has(row.id)
      const of = { clientID, from: from ? new Date(from) : null, isHeld, now, only }
      return { clientID, kind: classOf(row, of), row }
    })
  }

  /** What becomes of a call that may be imported: the rules of now do not say whose it was before. */
  async #kindNow(row: CallRow, clientID: string): Promise<CallClass> {
    const { connection, pool } = this.#walk
    const { accountID } = connection
    const standing = await standingOf({ accountID, callID: row.id, clientID, pool })
    if (standing === 'free') return 'found'
    return standing === 'deleted' ? 'deleted' : 'notOurs'
  }

  async #takeFound(row: CallRow, clientID: string): Promise<VapiProblem | null> {
    const counts = countOfClient(this.#run.counts, { at: row.createdAt, clientID, name: 'found' })
    const found = row.hasContent ? counts : plusOne(counts, 'poor')
    if (this.#run.isDryRun) {
      this.#run = { ...this.#run, counts: found }
      return null
    }
    const context = await this.#contextOf()
    if ('problem' in context) return context.problem
    const { connection, payload } = this.#walk
    // Its context may have added requests.
    const before = { ...found, requests: this.#run.counts.requests }
    const done = await importCall({ clientID, connection, context, counts: before, payload, row })
    if ('problem' in done) return done.problem
    this.#run = { ...this.#run, counts: done.counts }
    return null
  }

  /** Takes the calls of a page one by one. @returns null: to be continued with the next page */
  async #takePage(rows: readonly CallRow[]): Promise<null | Walked> {
    const { signal } = this.#walk
    const squads = await this.#squadsOf()
    if ('problem' in squads) return { kind: 'problem', problem: squads.problem, run: this.#run }
    let unsaved = 0
    for (const { clientID, kind: given, row } of await this.#classified(rows, squads)) {
      if (signal.aborted) {
        await this.#save()
        return this.#ended('aborted')
      }
      const began = performance.now()
      const kind =
        given === 'found' && clientID !== null ? await this.#kindNow(row, clientID) : given
      if (kind === 'found' && clientID !== null) {
        const problem = await this.#takeFound(row, clientID)
        if (problem) {
          await this.#save()
          return { kind: 'problem', problem, run: this.#run }
        }
        if (!this.#run.isDryRun) await this.#pace(performance.now() - began, signal)
      } else if (kind === 'held' && clientID !== null) {
        const counts = countOfClient(this.#run.counts, {
          at: row.createdAt,
          clientID,
          name: 'held',
        })
        this.#run = { ...this.#run, counts }
      } else if (kind !== 'found' && kind !== 'held') {
        this.#run = { ...this.#run, counts: plusOne(this.#run.counts, kind) }
      }
      const { counts, place } = this.#run
      this.#run = { ...this.#run, counts: plusOne(counts, 'calls'), place: placeAfter(place, row) }
      unsaved += kind === 'found' ? 1 : 0
      if (unsaved < SAVED_CALLS || this.#run.isDryRun) continue
      unsaved = 0
      if (!(await this.#save())) return this.#ended('over')
    }
    return (await this.#save()) ? null : this.#ended('over')
  }

  /** A page without a new call: the end, or more calls within one millisecond than a page has. */
  #withoutNew({ received }: Page): null | Walked {
    const { pageLimit } = this.#run
    if (received < pageLimit) return this.#ended('complete')
    if (pageLimit === LARGEST_PAGE) return this.#ended('incomplete')
    this.#run = { ...this.#run, pageLimit: LARGEST_PAGE }
    return null
  }

  async run(): Promise<Walked> {
    for (;;) {
      if (this.#walk.signal.aborted) return this.#ended('aborted')
      const page = await this.#readPage()
      if ('kind' in page) return page
      const { isInOrder, left } = leftOf(page.rows, this.#run.place)
      if (!isInOrder) return this.#ended('unordered')
      if (left.length === 0) {
        const end = this.#withoutNew(page)
        if (end) return end
        continue
      }
      const end = await this.#takePage(left)
      if (end) return end
      if (this.#run.pageLimit === LARGEST_PAGE) this.#run = { ...this.#run, pageLimit: PAGE_LIMIT }
    }
  }
}

/**
 * Walks over the account's calls from the run's place back to its end, and imports or counts them. The place is stored
 * on the way, so that another attempt goes on there.
 * @throws any database error
 */
export const walkHistory = (walk: Walk): Promise<Walked> => new Walker(walk).run()
