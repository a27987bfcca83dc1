import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let root: Record<string, string>
beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
})
afterAll(() => desk.stop())
describe('x', () => {
  it('y', async () => {
    const client = await makeClient(desk.payload)
    const a = await asJSON({
      body: { id: client.id },
      headers: root,
      url: `${desk.url}/api/users/test-call`,
    })
    console.log(JSON.stringify(a, null, 1))
    const b = await asJSON({
      body: { id: client.id },
      headers: { ...root, accept: 'application/x-ndjson' },
      url: `${desk.url}/api/users/test-call`,
    })
    console.log(b.body)
    expect(a.status).toBe(200)
  })
})
