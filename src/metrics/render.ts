/**
 * Counters and gauges, and their Prometheus format.
 * @module
 */

import type { Pool } from 'pg'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { intakePool } from '../database/connection/pool'
import { counted } from './counters'
import { type DatabaseState, readDatabaseState } from './databaseState'
import './quickReads'
import { type RecordingsState, readRecordings } from './recordings'
import { readVapiState, type VapiState } from './vapiState'

const DAY_SECONDS = 24 * 60 * 60

let measuresProcess = false

/** Starts with the first scrape, so that a desk without Prometheus pays nothing for it. */
const measureProcess = (): void => {
  if (!measuresProcess) collectDefaultMetrics({ register: counted })
  measuresProcess = true
}

type Gauged = { help: string; name: string; values: Record<string, number> | number }

/** A registry with gauges of current values. */
const gauges = (all: readonly Gauged[], labelName: string): Registry => {
  const registry = new Registry()
  for (const { help, name, values } of all) {
    const gauge = new Gauge({
      help,
      labelNames: typeof values === 'number' ? [] : [labelName],
      name,
      registers: [registry],
    })
    if (typeof values === 'number') gauge.set(values)
    else
      for (const [label, value] of Object.entries(values)) gauge.set({ [labelName]: label }, value)
  }
  return registry
}

type PoolState = Record<'idle' | 'max' | 'open' | 'waiting', number>

const stateOf = (pool: Pool): PoolState => ({
  idle: pool.idleCount,
  max: pool.options.max,
  open: pool.totalCount,
  waiting: pool.waitingCount,
})

const poolGauges = (pool: Pool): Registry => {
  const [intake, rest] = [stateOf(intakePool(pool)), stateOf(pool)]
  return gauges(
    [
      {
        help: 'Database connections of this process; waiting: work that waits for one',
        name: 'desk_pool_connections',
        values: {
          idle: intake.idle + rest.idle,
          max: intake.max + rest.max,
          open: intake.open + rest.open,
          waiting: intake.waiting + rest.waiting,
        },
      },
      {
        help: 'Connections reserved for reports; waiting: reports that wait for one',
        name: 'desk_intake_connections',
        values: intake,
      },
    ],
    'state',
  )
}

/** What this process has received and not stored yet. */
type InHand = {
  bodies: { bytes: number; waiting: number }
  reports: { count: number; oldestMs: number }
}

type Work = InHand & { retentionDays: number; state: DatabaseState | null }

const workGauges = ({ bodies, reports, retentionDays, state }: Work): Registry => {
  const overdue = (oldestAge: number) =>
    retentionDays === 0 ? 0 : Math.max(0, oldestAge - retentionDays * DAY_SECONDS)
  return gauges(
    [
      { help: 'Whether the database responded', name: 'desk_database_up', values: state ? 1 : 0 },
      {
        help: 'Bytes of posted bodies in memory, or reserved for them',
        name: 'desk_webhook_body_bytes',
        values: bodies.bytes,
      },
      {
        help: 'Posts that wait for memory for their bodies',
        name: 'desk_webhook_bodies_waiting',
        values: bodies.waiting,
      },
      {
        help: 'First reports of this process that wait to be stored',
        name: 'desk_ingest_waiting',
        values: reports.count,
      },
      ...(state
        ? [
            {
              help: 'Deliveries that need review',
              name: 'desk_deliveries_needing_review',
              values: state.needsReview,
            },
          ]
        : []),
      {
        help: 'Age of the oldest unfinished work, 0 without any: ingest, a report waiting to be stored; review, a delivery that needs review; retention, a delivery past its retention; notifications, a notification that is due',
        name: 'desk_oldest_unprocessed_seconds',
        values: {
          ingest: reports.oldestMs / 1000,
          ...(state && {
            notifications: state.dueAge,
            retention: overdue(state.oldestAge),
            review: state.reviewAge,
          }),
        },
      },
    ],
    'work',
  )
}

const notificationGauges = (state: DatabaseState | null): Registry =>
  gauges(
    state
      ? [
          {
            help: 'Unfinished notifications; dead: failed for good, for staff to retry',
            name: 'desk_notifications',
            values: state.notifications,
          },
        ]
      : [],
    'state',
  )

const vapiGauges = (state: null | VapiState): Registry =>
  gauges(
    state
      ? [
          {
            help: 'Calls of the last 60 days at Vapi, by whether they are here; 0 without an account',
            name: 'desk_vapi_calls',
            values: state.calls,
          },
          {
            help: 'Seconds since Vapi’s list of calls was last read to its end, of the account for which that is longest ago; 0 without an account',
            name: 'desk_vapi_check_age_seconds',
            values: state.age,
          },
        ]
      : [],
    'state',
  )

const recordingGauges = (state: null | RecordingsState): Registry =>
  gauges(
    state
      ? [
          {
            help: 'Bytes of the recordings that are kept',
            name: 'desk_recordings_bytes',
            values: state.bytes,
          },
          {
            help: 'Whether copying recordings has stopped, because the disk or RECORDINGS_MAX_BYTES leaves no room',
            name: 'desk_recordings_full',
            values: state.isFull ? 1 : 0,
          },
        ]
      : [],
    'state',
  )

type Render = { inHand: () => InHand; pool: Pool; retentionDays: number }

/**
 * All metrics in the Prometheus text format. If the database does not respond, this takes about two
 * seconds, and the metrics from the database are left out.
 */
export const renderMetrics = async ({ inHand, pool, retentionDays }: Render) => {
  measureProcess()
  const [state, vapi, recordings] = await Promise.all([
    readDatabaseState(pool),
    readVapiState(pool),
    readRecordings(pool),
  ])
  const parts = [
    counted,
    poolGauges(pool),
    workGauges({ ...inHand(), retentionDays, state }),
    notificationGauges(state),
    vapiGauges(vapi),
    recordingGauges(recordings),
  ]
  const texts = await Promise.all(parts.map((registry) => registry.metrics()))
  return {
    contentType: counted.contentType,
    text: texts.map((text) => `${text.trim()}\n`).join(''),
  }
}
