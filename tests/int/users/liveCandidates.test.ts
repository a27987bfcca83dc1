import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLiveCandidates } from '../../../src/clients/liveCandidates'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, makeUser } from '../../helpers/people'

let desk: TestDesk

const addCall = ({ id }: User, isTest = false) =>
  desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, is_test)
     values (gen_random_uuid(), $1, gen_random_uuid()::text, now(), $2)`,
    [id, isTest],
  )

beforeAll(async () => {
  desk = await createTestDesk()
})
afterAll(() => desk.stop())

describe('who could be marked as live', () => {
  it('is an active client with a real report: nobody of the staff, and nobody who is live already', async () => {
    // First: the first user of a desk becomes a superuser.
    const superuser = await makeSuperuser(desk.payload)
    const reported = await makeClient(desk.payload)
    const live = await makeClient(desk.payload, { setupStatus: 'live' })
    const tested = await makeClient(desk.payload)
    const away = await makeClient(desk.payload, { isActive: false })
    const silent = await makeClient(desk.payload)
    const staff = await makeUser(desk.payload, { isStaff: true })
    for (const user of [reported, live, away, staff, superuser]) await addCall(user)
    await addCall(tested, true)
    const found = await findLiveCandidates(desk.sql)
    expect(found).toEqual([reported.id])
    expect(found).not.toContain(silent.id)
  })
})
