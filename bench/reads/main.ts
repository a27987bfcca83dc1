import pg from 'pg'
import { Connection } from '../load/connection'
import { type Asked, cellSchema, type LoadCell, type LoadSeen } from './messages'

/** Asks, and says whether it was answered well. */
type Sender = { close: () => void; send: (asked: Asked) => Promise<boolean> }

const httpSender = ({ authorization, url }: LoadCell): Sender => {
  const connection = new Connection({ url })
  const headers = `Authorization: ${authorization}\r\n`
  return {
    close: () => connection.close(),
    send: async ({ graphQL, path }) => {
      const body = graphQL === null ? null : Buffer.from(graphQL)
      const answer =
        body === null
          ? await connection.get({ headers, path })
          : await connection.post({
              headers,
              length: body.length,
              parts: [body],
              path: '/api/graphql',
            })
      return answer.status === 200 && !answer.body.slice(0, 60).includes('"errors"')
    },
  }
}

const sqlSender = (pool: pg.Pool): Sender => ({
  close: () => undefined,
  send: async ({ statements }) => {
    for (const { text, values } of statements) {
      await pool.query({ name: `read ${text}`.slice(-60), text, values })
    }
    return true
  },
})

const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const runCell = async (cell: LoadCell): Promise<LoadSeen> => {
  const pool = cell.url.startsWith('postgres')
    ? new pg.Pool({ connectionString: cell.url, max: cell.concurrency })
    : null
  const senders = Array.from({ length: cell.concurrency }, () =>
    pool ? sqlSender(pool) : httpSender(cell),
  )
  const took: number[] = []
  let refused = 0
  let turn = 0
  const next = (): Asked => {
    const asked = cell.asked[turn % cell.asked.length]
    turn += 1
    if (!asked) throw new Error('Nothing to ask')
    return asked
  }
  const start = performance.now()
  const end = start + cell.seconds * 1000
  await Promise.all(
    senders.map(async ({ send }) => {
      while (performance.now() < end) {
        const asked = next()
        const sent = performance.now()
        if (!(await send(asked))) refused += 1
        took.push(performance.now() - sent)
      }
    }),
  )
  const milliseconds = performance.now() - start
  for (const { close } of senders) close()
  await pool?.end()
  const sorted = Float64Array.from(took).sort()
  return {
    answered: took.length,
    milliseconds,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    refused,
  }
}

// The loader's own process: cells come in from the benchmark, what was seen goes back.
process.on('message', (message) => {
  runCell(cellSchema.parse(message)).then(
    (seen) => process.send?.(seen),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit(0))
process.on('SIGINT', () => undefined)
process.send?.('ready')
