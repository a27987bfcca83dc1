'use client'

import { useRef, useState } from 'react'
import { readNDJSON } from '../shared/ndjson'
import { errorsIn, RequestError, reasonOf, sendFile } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { type Columns, type Counts, eventSchema, NO_COUNTS, type Row } from './events'

/** What is asked for. `map`: columns of the file by name, and the field that each is. */
export type Asked = {
  apply: boolean
  client: string
  file: File
  format: string
  map: Readonly<Record<string, string>>
}

/** How far a run has got. `rows`: those that are shown. `kept`: all that the file of results will have. */
export type Run = {
  columns: Columns | null
  counts: Counts
  done: number
  format: null | string
  isApplied: boolean
  isOver: boolean
  kept: readonly Row[]
  problem: null | string
  rows: readonly Row[]
  total: number
}

/** So many rows are shown, of those that are not the same already. */
const MAX_SHOWN = 500
/** So many rows are kept for the file of results. */
const MAX_KEPT = 200_000
/** How often the page is drawn while rows arrive, in milliseconds. */
const DRAW_MS = 200

const begun = (isApplied: boolean): Run => ({
  columns: null,
  counts: NO_COUNTS,
  done: 0,
  format: null,
  isApplied,
  isOver: false,
  kept: [],
  problem: null,
  rows: [],
  total: 0,
})

const queryOf = ({ apply, client, format, map }: Asked): string => {
  const query = new URLSearchParams()
  if (apply) query.set('apply', 'true')
  if (client.trim()) query.set('client', client.trim())
  if (format) query.set('format', format)
  if (Object.keys(map).length > 0) query.set('map', JSON.stringify(map))
  return query.toString()
}

/** Adds up the lines of one answer. */
class Sum {
  #run: Run
  readonly #kept: Row[] = []
  readonly #shown: Row[] = []
  #isStopped = false

  constructor(isApplied: boolean) {
    this.#run = begun(isApplied)
  }

  /** Whether all rows were done: the connection did not end, and nobody stopped the run. */
  get isComplete(): boolean {
    return this.#run.isOver && !this.#isStopped
  }

  get run(): Run {
    return { ...this.#run, kept: this.#kept, rows: [...this.#shown] }
  }

  fail(problem: string): void {
    this.#run = { ...this.#run, isOver: true, problem }
  }

  #addRow(row: Row): void {
    const { counts, done } = this.#run
    const next = { ...counts, [row.result]: counts[row.result] + 1 }
    this.#run = { ...this.#run, counts: next, done: done + 1 }
    if (this.#kept.length < MAX_KEPT) this.#kept.push(row)
    if (row.result !== 'same' && this.#shown.length < MAX_SHOWN) this.#shown.push(row)
  }

  /** @throws {RequestError} if the line says that the run has failed */
  add(line: unknown): void {
    const refused = errorsIn(line)
    if (refused !== null) throw new RequestError(refused)
    const event = eventSchema.safeParse(line).data
    if (event?.type === 'format') this.#run = { ...this.#run, format: event.format }
    if (event?.type === 'begin') {
      this.#run = { ...this.#run, columns: event.columns ?? null, total: event.rows }
    }
    if (event?.type === 'unreadable') this.fail(event.reason)
    if (event?.type === 'row') this.#addRow(event.row)
    if (event?.type === 'end') {
      this.#run = { ...this.#run, counts: event.counts, isOver: true }
      this.#isStopped = event.stopped
    }
  }
}

/** Sends files to be imported, and follows what becomes of their rows. */
export const useImport = () => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const [run, setRun] = useState<null | Run>(null)
  const [isBusy, setBusy] = useState(false)
  const latest = useRef(0)

  const start = async (asked: Asked): Promise<void> => {
    latest.current += 1
    const mine = latest.current
    const sum = new Sum(asked.apply)
    const draw = () => {
      if (latest.current === mine) setRun(sum.run)
    }
    setBusy(true)
    draw()
    let drawnAt = Date.now()
    try {
      const url = `${apiURL('/import')}?${queryOf(asked)}`
      const { body } = await sendFile({ desk, file: asked.file, url })
      for await (const line of body ? readNDJSON(body) : []) {
        sum.add(line)
        if (Date.now() - drawnAt < DRAW_MS) continue
        drawnAt = Date.now()
        draw()
      }
      if (!sum.isComplete) sum.fail(desk.t('desk:bulkIncomplete'))
    } catch (error) {
      sum.fail(reasonOf(error, desk))
    }
    draw()
    setBusy(false)
  }

  return { isBusy, reset: () => setRun(null), run, start }
}
