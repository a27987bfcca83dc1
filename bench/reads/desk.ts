import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import type { Closers } from '../../src/server/closers'
import { asJSON, login, withAPIKey } from '../../tests/helpers/requests'
import { spawnDesk, untilOpen } from '../../tests/helpers/spawnDesk'
import { admin } from '../ingest/ours'
import { clientEmail } from './fill'
import type { Role, Subject } from './shapes'

/** A running server. */
export type Server = { processID: number; url: string }

/** Starts the desk without its pages on a database, which it migrates if it is new. */
export const startDesk = async ({
  closers,
  databaseURL,
  secret,
}: {
  closers: Closers
  databaseURL: string
  secret: string
}): Promise<Server> => {
  const desk = await spawnDesk({
    env: {
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      // More than any client sends. Requests are still counted.
      API_CLIENT_LIMIT: '100000000',
      DATABASE_URL: databaseURL,
      LOG_LEVEL: 'silent',
      PAYLOAD_SECRET: secret,
    },
  })
  let isStopping = false
  closers.add(async () => {
    isStopping = true
    if (desk.child.exitCode === null && desk.child.signalCode === null) await desk.stop()
  })
  void desk.exited.then((code) => {
    if (!isStopping) console.error(`The desk ended with ${code}:\n${desk.output()}`)
  })
  await untilOpen({ desk, seconds: 120 })
  const { pid } = desk.child
  if (pid === undefined) throw new Error('The desk has no process')
  return { processID: pid, url: desk.url }
}

const subjectSchema = z.tuple([
  z.object({ call: z.string(), client: z.string(), phone: z.string() }),
])

const DAY_MS = 24 * 60 * 60 * 1000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()

/** Chooses what the requests are about: a recent call of the largest client. */
export const chooseSubject = async (sql: pg.Pool): Promise<Subject> => {
  const { rows } = await sql.query(
    `select call.id as call, client_id as client, customer_phone as phone
     from call_summaries call join users on users.id = client_id
     where email = $1 order by reported_at desc offset 20 limit 1`,
    [clientEmail(0)],
  )
  return { ...subjectSchema.parse(rows)[0], from: daysAgo(400), to: daysAgo(370) }
}

/**
 * Returns the authorization header of each role: a client's API key, as its tools use it, and a login of
 * staff.
 */
export const signIn = async ({
  desk,
  subject,
}: {
  desk: Server
  subject: Subject
}): Promise<Record<Role, string>> => {
  const headers = await login({ ...admin, url: desk.url })
  const apiKey = randomUUID()
  const { status } = await asJSON({
    body: { apiKey, enableAPIKey: true },
    headers,
    method: 'PATCH',
    url: `${desk.url}/api/users/${subject.client}`,
  })
  if (status !== 200) throw new Error(`The client got no API key: ${status}`)
  return {
    client: withAPIKey(apiKey).authorization ?? '',
    staff: headers.authorization ?? '',
  }
}
