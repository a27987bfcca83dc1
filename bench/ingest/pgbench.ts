import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Pool } from 'pg'
import { z } from 'zod'
import { bodyText, callId, makeReports } from '../load/reports'
import { STATEMENT } from '../peers/bare/statement'
import { indexWith, type Report, statementValues } from '../peers/bare/values'
import { emptyTables } from './kept'
import type { Peer } from './peer'
import { endedChildrenTime, processorTime } from './processorTime'

const run = promisify(execFile)
const BODIES = 4

const places = (): string[] => {
  const versions = '/usr/lib/postgresql'
  const found = existsSync(versions) ? readdirSync(versions).sort().reverse() : []
  return [
    ...found.map((version) => join(versions, version, 'bin', 'pgbench')),
    ...(process.env.PATH ?? '').split(':').map((folder) => join(folder, 'pgbench')),
  ]
}

/**
 * The path of pgbench, which comes with PostgreSQL's own packages and not with the npm one; undefined: not
 * found.
 */
export const findPgbench = (): string | undefined => places().find((path) => existsSync(path))

/** A new id each time, except that 5 in 100 repeat the one before. As long as Vapi's. */
const CALL_ID =
  "('01980000-0000-7000-' || lpad(:client_id::text, 4, '0') || '-' || lpad(:counter::text, 12, '0'))"

const scriptFor = (variant: number): string => {
  const sql = STATEMENT.replace(/\$(\d+)/g, (_, place: string) =>
    place === '2' ? CALL_ID : `:v${variant}p${place}`,
  ).replace(/\s*\n\s*/g, ' ')
  return [
    '\\set fresh random(1, 100)',
    '\\if :fresh > 5',
    '\\set counter :counter + 1',
    '\\endif',
    `${sql.trim()};`,
    '',
  ].join('\n')
}

const countsSchema = z.object({ calls: z.coerce.number(), deliveries: z.coerce.number() })

const readLatencies = async (folder: string): Promise<Float64Array> => {
  const names = readdirSync(folder).filter((name) => name.startsWith('latency'))
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  const micros = texts.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => Number(line.split(' ')[2])),
  )
  return Float64Array.from(micros, (each) => each / 1000).sort()
}

/**
 * The upper limit: the bare peer's statement, sent by PostgreSQL's own load generator, without HTTP and
 * without JavaScript. The bodies are bind parameters of a prepared statement.
 */
export const pgbenchPeer = ({
  databaseID,
  databaseURL,
  folder,
  program,
  secret,
  sql,
  tokens,
}: {
  databaseID: () => number
  databaseURL: string
  folder: string
  program: string
  secret: string
  sql: Pool
  tokens: readonly string[]
}): Peer => {
  const indexOf = indexWith(secret)
  const { hostname, password, pathname, port, searchParams, username } = new URL(databaseURL)

  const defineBodies = (bytes: number): string[] =>
    makeReports({ bytes, count: BODIES }).flatMap((template, variant) => {
      const text = bodyText({ id: callId({ number: variant, run: 0 }), template })
      const report: Report = JSON.parse(text)
      const index = indexOf(tokens[variant % tokens.length] ?? '')
      return statementValues({ index, report, text }).map(
        (value, place) => `--define=v${variant}p${place + 1}=${value}`,
      )
    })

  return {
    measure: async ({ bytes, concurrency, seconds }) => {
      await rm(folder, { force: true, recursive: true })
      await mkdir(folder, { recursive: true })
      const files = Array.from({ length: BODIES }, (_, variant) => join(folder, `${variant}.sql`))
      await Promise.all(files.map((file, variant) => writeFile(file, scriptFor(variant))))
      await emptyTables(sql)
      const database = processorTime(databaseID())
      const ended = endedChildrenTime()
      const { stdout } = await run(
        program,
        [
          '--no-vacuum',
          '--protocol=prepared',
          `--client=${concurrency}`,
          `--jobs=${Math.min(2, concurrency)}`,
          `--time=${Math.max(1, Math.round(seconds))}`,
          '--log',
          `--log-prefix=${join(folder, 'latency')}`,
          '--define=counter=0',
          ...defineBodies(bytes),
          ...files.map((file) => `--file=${file}`),
        ],
        {
          env: {
            ...process.env,
            PGDATABASE: pathname.slice(1),
            PGHOST: hostname,
            PGOPTIONS: searchParams.get('options') ?? '',
            PGPASSWORD: decodeURIComponent(password),
            PGPORT: port,
            PGUSER: username,
          },
          maxBuffer: 10_000_000,
        },
      )
      const rate = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
      const latencies = await readLatencies(folder)
      const accepted = latencies.length
      const { rows } = await sql.query(
        'select (select count(*) from call_summaries) as calls, (select count(*) from webhook_deliveries) as deliveries',
      )
      const { calls, deliveries } = countsSchema.parse(rows[0])
      return {
        accepted,
        appCPU: (endedChildrenTime() - ended) / accepted,
        databaseCPU: (processorTime(databaseID()) - database) / accepted,
        loaderCPU: 0,
        p50: latencies[Math.floor(accepted * 0.5)] ?? 0,
        p99: latencies[Math.floor(accepted * 0.99)] ?? 0,
        rate,
        refused: 0,
        violations:
          deliveries === accepted && calls <= accepted && calls > accepted * 0.8
            ? []
            : [`pgbench sent ${accepted}; ${calls} calls and ${deliveries} bodies are there`],
      }
    },
    name: 'pgbench',
  }
}
