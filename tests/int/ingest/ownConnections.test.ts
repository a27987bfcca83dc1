import { sql } from '@payloadcms/db-postgres/drizzle'
import { commitTransaction, createLocalReq, initTransaction } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lockRows } from '../../../src/database/connection/locks'
import { requestDb } from '../../../src/database/connection/requestDb'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let clientID = ''
let token = ''

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  const client = await makeClient(desk.payload)
  clientID = client.id
  token = client.vapiWebhookToken ?? ''
})

afterAll(() => desk.stop())

const post = (callID: string, summary = 'said') =>
  asJSON({
    body: {
      ...report2026,
      message: { ...report2026.message, analysis: { summary }, call: { id: callID } },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })

/** Takes every connection that the desk has for everything but reports. */
const takeTheRest = async () => {
  const { pool } = desk.payload.db
  const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
  return () => {
    for (const client of taken) client.release()
  }
}

describe('while everything else holds every connection that it may have', () => {
  it('stores reports, first ones, repeats and those of nobody, and is healthy', async () => {
    const giveBack = await takeTheRest()
    try {
      const first = await Promise.all(Array.from({ length: 40 }, (_, n) => post(`held-${n}`)))
      expect(first.map(({ status }) => status)).toEqual(Array(40).fill(200))
      const again = await Promise.all(
        Array.from({ length: 40 }, (_, n) => post(`held-${n}`, 'said more')),
      )
      expect(again.map(({ body }) => body)).toEqual(
        Array(40).fill({ received: true, state: 'merged' }),
      )
      const nobody = `${desk.url}/api/v1/vapi/webhook/${'x'.repeat(40)}`
      expect((await asJSON({ body: report2026, url: nobody })).status).toBe(404)
      expect((await asJSON({ url: `${desk.url}/api/health` })).status).toBe(200)
    } finally {
      giveBack()
    }
  })
})

describe('while somebody edits a client', () => {
  it('stores its reports', async () => {
    const req = await createLocalReq({}, desk.payload)
    await initTransaction(req)
    await lockRows({ ids: [clientID], req, table: 'users' })
    await (await requestDb(req)).execute(sql`update users set name = 'New' where id = ${clientID}`)
    expect((await post('edited')).status).toBe(200)
    await commitTransaction(req)
  })
})
