import { setTimeout as sleep } from 'node:timers/promises'
import { findViolations } from '../ingest/kept'
import { Connection } from '../load/connection'
import { callId, makeReport } from '../load/reports'
import type { MeasuredDesk } from './measuredDesk'
import { readPeak, resetPeak } from './memoryOf'

const SILENCE_MS = 90_000
const SETTLE_MS = 5_000
const BIG = 10 * 1024 * 1024 - 64 * 1024

type Parts = readonly (Buffer | string)[]

type Burst = {
  make: () => (id: string) => Parts
  name: string
  senders: number
  /** Whether everything acknowledged must exist as a call. */
  stores: boolean
}

const reportOf = (bytes: number) => () => {
  const { parts } = makeReport({ bytes, variant: 1 })
  return (id: string): Parts => parts.flatMap((part, index) => (index === 0 ? [part] : [id, part]))
}

/** JSON that takes the most memory for its length once it is parsed. */
const emptyObjects = () => {
  const head = '{"message":{"type":"end-of-call-report","artifact":{"messages":['
  const many = Buffer.from(`${'{},'.repeat((BIG - 200) / 3)}{}`)
  return (id: string): Parts => [`${head}`, many, `]},"call":{"id":"${id}"}}}`]
}

/** What all senders send at the same moment. */
export const BURSTS: readonly Burst[] = [
  { make: reportOf(100 * 1024), name: '1,000 reports of 100 KB', senders: 1_000, stores: true },
  { make: reportOf(BIG), name: '64 reports of 10 MB', senders: 64, stores: true },
  { make: emptyObjects, name: '64 × 10 MB of empty objects', senders: 64, stores: false },
]

/** The result of a burst. Times are in seconds, sizes in MB. */
export type BurstResult = {
  before: number
  name: string
  peak: number
  slowest: number
  statuses: Record<string, number>
  violations: string[]
}

const lengthOf = (parts: Parts) => parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0)

/** Lets all senders send at the same time, and waits for the last answer. */
export const runBurst = async (
  desk: MeasuredDesk,
  { make, name, senders, stores }: Burst,
  run: number,
): Promise<BurstResult> => {
  const body = make()
  resetPeak(desk.processID)
  const before = readPeak(desk.processID)
  const acknowledged: string[] = []
  const statuses: Record<string, number> = {}
  let slowest = 0
  await Promise.all(
    Array.from({ length: senders }, async (_, number) => {
      const connection = new Connection({ timeout: SILENCE_MS, url: desk.url })
      const id = callId({ number, run })
      const parts = body(id)
      const start = performance.now()
      const { status } = await connection.post({
        length: lengthOf(parts),
        parts,
        path: `/api/v1/vapi/webhook/${desk.tokens[number % desk.tokens.length]}`,
      })
      connection.close()
      slowest = Math.max(slowest, (performance.now() - start) / 1000)
      statuses[status ?? 'none'] = (statuses[status ?? 'none'] ?? 0) + 1
      if (status === 200) acknowledged.push(id)
    }),
  )
  const peak = readPeak(desk.processID)
  await sleep(SETTLE_MS)
  const violations = stores
    ? await findViolations({
        accepted: acknowledged.length,
        acknowledged,
        refused: senders - acknowledged.length,
        sql: desk.sql,
      })
    : []
  return { before, name, peak, slowest, statuses, violations }
}
