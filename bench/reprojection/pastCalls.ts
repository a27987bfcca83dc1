import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { z } from 'zod'
import { asJSON, login } from '../../tests/helpers/requests'
import { admin } from '../ingest/ours'

const stateSchema = z.object({
  run: z
    .object({
      counts: z.object({ changed: z.number(), read: z.number() }),
      done: z.number(),
      state: z.string(),
    })
    .nullable(),
})

/** How a run over all past calls stands. */
export type RunSeen = {
  changed: number
  done: number
  isOver: boolean
  read: number
  state: string
}

/** A mapping of the desk under which every outcome of the loader's reports has this name, and a price is read. */
const mappingOf = (outcome: string) => ({
  lines: {
    outcome: {
      sources: [{ from: 'path', name: 'analysis.structuredData.outcome', reader: 'text' }],
    },
    price: { sources: [{ from: 'path', name: 'analysis.structuredData.price', reader: 'money' }] },
  },
  outcomes: [{ key: outcome, label: outcome }],
  values: ['booked', 'cancelled', 'callback', 'information'].map((value) => ({ outcome, value })),
})

/** Starts, follows and stops runs of a desk over its past calls, as staff would. */
export const openPastCalls = async ({ sql, url }: { sql: pg.Pool; url: string }) => {
  const headers = await login({ ...admin, url })
  const post = async (path: string) => {
    const answer = await asJSON({ body: {}, headers, url: `${url}/api/reproject${path}` })
    if (answer.status >= 400) throw new Error(`A run was answered ${answer.status}`)
  }
  const read = async (): Promise<RunSeen> => {
    const { body } = await asJSON({ headers, url: `${url}/api/reproject` })
    const { run } = stateSchema.parse(body)
    const state = run?.state ?? 'none'
    return {
      changed: run?.counts.changed ?? 0,
      done: run?.done ?? 0,
      isOver: state !== 'running' && state !== 'stopping',
      read: run?.counts.read ?? 0,
      state,
    }
  }
  /** @param onLook called each second */
  const untilOver = async (onLook: (seen: RunSeen) => void = () => {}): Promise<RunSeen> => {
    for (;;) {
      const seen = await read()
      onLook(seen)
      if (seen.isOver) return seen
      await sleep(1_000)
    }
  }
  return {
    /** Gives the desk another mapping, so that every call changes. */
    map: (outcome: string) =>
      sql.query('update field_mapping set mapping = $1', [JSON.stringify(mappingOf(outcome))]),
    read,
    start: () => post(''),
    stop: async () => {
      await post('/stop')
      await untilOver()
    },
    untilOver,
  }
}
