import pg from 'pg'
import { Connection } from '../load/connection'
import { cellSchema, type LoadCell, type LoadRequest, type LoadSeen } from './messages'

/** Sends a request; `send` resolves with whether the answer was good. */
type Sender = { close: () => void; send: (request: LoadRequest) => Promise<boolean> }

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
  const next = (): LoadRequest => {
    const request = cell.requests[turn % cell.requests.length]
    turn += 1
    if (!request) throw new Error('Nothing to send')
    return request
  }
  const start = performance.now()
  const end = start + cell.seconds * 1000
  await Promise.all(
    senders.map(async ({ send }) => {
      while (performance.now() < end) {
        const request = next()
        const sent = performance.now()
        if (!(await send(request))) refused += 1
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

// The loader's process: the benchmark sends it cells, and it answers with what it measured.
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
