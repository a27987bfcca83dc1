import { sql } from '@payloadcms/db-postgres'
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { down, up } from '../../../src/migrations/20261122_145000_packed_bodies'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let root: Record<string, string>
let client: Awaited<ReturnType<typeof makeClient>>

const padding = 'so long that it is worth packing, crème brûlée. '.repeat(200)

const post = (id: string) =>
  asJSON({
    body: { message: { ...report2026.message, call: { id }, padding } },
    url: `${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`,
  })

const readBody = async (id: string): Promise<string> => {
  const { body } = await asJSON<{ docs: { body: string }[] }>({
    headers: root,
    url: `${desk.url}/api/webhook-deliveries?where[vapiCallId][equals]=${id}`,
  })
  return body.docs[0]?.body ?? ''
}

const stored = async (id: string) => {
  const { rows } = await desk.sql.query<{ bytes: number; plain: string; type: string }>(
    `select octet_length(body) as bytes, pg_typeof(body)::text as type
     from webhook_deliveries where vapi_call_id = $1`,
    [id],
  )
  return rows[0]
}

const migrate = async (step: typeof up) => {
  const { payload } = desk
  const req = await createLocalReq({}, payload)
  await step({ db: payload.db.drizzle, payload, req })
}

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload)
})

afterAll(() => desk.stop())

describe('bodies in the database', () => {
  it('are packed, and read as the text they were', async () => {
    await post('packed')
    expect(await stored('packed')).toMatchObject({ type: 'bytea' })
    expect((await stored('packed'))?.bytes).toBeLessThan(4_000)
    expect(JSON.parse(await readBody('packed')).message.padding).toBe(padding)
  })

  it.each([
    'where[body][contains]=cr',
    'where[or][0][and][0][body][exists]=true',
    'where[and][0][body][equals]=%7B%7D',
  ])('cannot be searched, which would compare packed bytes: %s', async (query) => {
    for (const method of ['GET', 'DELETE'] as const) {
      const url = `${desk.url}/api/webhook-deliveries?${query}`
      expect((await asJSON({ headers: root, method, url })).status).toBe(400)
    }
    expect(await stored('packed')).toBeDefined()
  })

  it('become text when the migration is undone, and stay readable when it is done again', async () => {
    await post('there-and-back')
    const before = await readBody('there-and-back')
    await migrate(down)
    expect(await stored('there-and-back')).toMatchObject({ type: 'text' })
    const { rows } = await desk.payload.db.drizzle.execute(
      sql`select body from webhook_deliveries where vapi_call_id = 'there-and-back'`,
    )
    expect(rows[0]?.body).toBe(before)
    await migrate(up)
    expect(await stored('there-and-back')).toMatchObject({ type: 'bytea' })
    expect(await readBody('there-and-back')).toBe(before)
  })
})
