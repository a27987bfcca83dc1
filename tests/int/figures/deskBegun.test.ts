import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDeskBegun } from '../../../src/figures/deskBegun'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'

let desk: TestDesk
beforeAll(async () => {
  desk = await createTestDesk()
})
afterAll(() => desk.stop())

const begun = () => readDeskBegun({ pool: desk.payload.db.pool })

// In this order, as a desk comes along.
it('says how far a desk has come', async () => {
  expect(await begun()).toEqual({ hasClients: false, hasReports: false })
  await makeSuperuser(desk.payload)
  await makeStaff(desk.payload, ['users.view'])
  expect(await begun()).toEqual({ hasClients: false, hasReports: false })

  const client = await makeClient(desk.payload)
  expect(await begun()).toEqual({ hasClients: true, hasReports: false })
  await desk.sql.query('update users set is_active = false where id = $1', [client.id])
  expect(await begun()).toEqual({ hasClients: true, hasReports: false })

  await desk.sql.query(
    `insert into webhook_deliveries (id, client_id, state, body, received_at)
     values (uuidv7(), $1, 'needs_review', '{}', now())`,
    [client.id],
  )
  expect(await begun()).toEqual({ hasClients: true, hasReports: true })

  // Deliveries are deleted long before calls.
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at)
     values (uuidv7(), $1, 'kept', now())`,
    [client.id],
  )
  await desk.sql.query('delete from webhook_deliveries')
  expect(await begun()).toEqual({ hasClients: true, hasReports: true })
})
