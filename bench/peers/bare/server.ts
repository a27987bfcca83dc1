import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import pg from 'pg'
import { maskInPlace } from './mask'
import { STATEMENT } from './statement'
import { indexWith, type Report, statementValues } from './values'

// The peer to beat: a handler that does nothing but store the same rows. Without MASK, it stores bodies with
// their secrets.
const {
  DATABASE_POOL_MAX = '20',
  DATABASE_URL,
  MASK,
  PAYLOAD_SECRET = '',
  PORT = '0',
} = process.env
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(DATABASE_POOL_MAX) })
const indexOf = indexWith(PAYLOAD_SECRET)
const path = /^\/api\/v1\/vapi\/webhook\/([^/?]+)/

const answer = (response: ServerResponse, status: number, body: object): void => {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-length': Buffer.byteLength(text),
    'content-type': 'application/json',
  })
  response.end(text)
}

const masked = (report: Report): string => {
  maskInPlace(report)
  return JSON.stringify(report)
}

const store = async (url: string, text: string): Promise<boolean> => {
  const report: Report = JSON.parse(text)
  const index = indexOf(path.exec(url)?.[1] ?? '')
  const { rowCount } = await pool.query({
    name: 'store',
    text: STATEMENT,
    values: statementValues({ index, report, text: MASK ? masked(report) : text }),
  })
  return rowCount === 1
}

const handle = (request: IncomingMessage, response: ServerResponse): void => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    store(request.url ?? '', Buffer.concat(chunks).toString()).then(
      (stored) =>
        stored
          ? answer(response, 200, { received: true, state: 'stored' })
          : answer(response, 404, { received: false }),
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : error)
        answer(response, 503, { received: false })
      },
    )
  })
}

createServer({ keepAliveTimeout: 75_000 }, handle).listen(
  { host: '127.0.0.1', port: Number(PORT) },
  () => console.log('The peer is open'),
)
