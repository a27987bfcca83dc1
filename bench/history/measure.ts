import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { prepareReport } from '../../src/ingest/reading'
import { storeReport } from '../../src/ingest/store'
import { readDelivery } from '../../src/vapi/delivery'
import { processorTime } from '../ingest/processorTime'
import { bodyText, callId, makeReports } from '../load/reports'
import { CLIENTS } from '../shared/fillTables'
import { tokenIndexOf } from './fill'

const BODY_BYTES = 3 * 1024
const DATABASE_TIMEOUT_MS = 30_000

/** What was measured in one cell. */
export type Cell = {
  /** CPU time of PostgreSQL for each report, in milliseconds. */
  databaseCPU: number
  /** Milliseconds. */
  p99: number
  /** Reports a second. */
  rate: number
  reports: number
  /** Bytes of write-ahead log for each report. */
  wal: number
}

const deliveries = makeReports({ bytes: BODY_BYTES, count: 8 }).flatMap((template) => {
  const text = bodyText({ id: callId({ number: 0, run: 0 }), template })
  const delivery = readDelivery({ receivedAt: new Date(), text, token: 'no token is in it' })
  return delivery.kind === 'report' ? [delivery] : []
})

const walPosition = async (pool: pg.Pool): Promise<number> => {
  const { rows } = await pool.query<{ position: string }>(
    "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as position",
  )
  return Number(rows[0]?.position)
}

type Send = { pool: pg.Pool; run: number; seconds: number; senders: number }

/**
 * Stores new calls of random clients with the code of ingest, by that many senders at a time.
 * @returns how long each took, in milliseconds, in ascending order
 */
const send = async ({ pool, run, seconds, senders }: Send): Promise<Float64Array> => {
  const end = performance.now() + seconds * 1000
  const took: number[] = []
  let number = 0
  const sender = async () => {
    while (performance.now() < end) {
      number += 1
      const delivery = deliveries[number % deliveries.length]
      if (!delivery) throw new Error('The reports of the benchmark cannot be read')
      const receivedAt = new Date()
      const start = performance.now()
      const state = await storeReport(
        {
          client: {
            by: 'token',
            guard: null,
            value: tokenIndexOf(Math.floor(Math.random() * CLIENTS)),
          },
          deadline: Date.now() + DATABASE_TIMEOUT_MS,
          deliveryId: uuidv7(),
          pool,
          receivedAt,
        },
        prepareReport({
          ...delivery,
          report: {
            ...delivery.report,
            reportedAt: receivedAt.toISOString(),
            vapiCallId: callId({ number, run }),
          },
        }),
      )
      if (state !== 'stored') throw new Error(`A new call was ${state}`)
      took.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: senders }, sender))
  return Float64Array.from(took).sort()
}

type Measure = {
  processID: number
  /** Each run has other call ids. */
  run: number
  seconds: number
  senders: number
  url: string
  warmUpSeconds: number
}

/** Measures ingest on one database. */
export const measure = async ({
  processID,
  run,
  seconds,
  senders,
  url,
  warmUpSeconds,
}: Measure): Promise<Cell> => {
  const pool = new pg.Pool({ connectionString: url, max: 6 })
  try {
    await send({ pool, run: run * 2, seconds: warmUpSeconds, senders })
    const before = { cpu: processorTime(processID), wal: await walPosition(pool) }
    const start = performance.now()
    const took = await send({ pool, run: run * 2 + 1, seconds, senders })
    const elapsed = (performance.now() - start) / 1000
    return {
      databaseCPU: (processorTime(processID) - before.cpu) / took.length,
      p99: took[Math.floor(took.length * 0.99)] ?? Number.NaN,
      rate: took.length / elapsed,
      reports: took.length,
      wal: ((await walPosition(pool)) - before.wal) / took.length,
    }
  } finally {
    await pool.end()
  }
}
