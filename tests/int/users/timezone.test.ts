import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let headers: Record<string, string>

beforeAll(async () => {
  desk = await createTestDesk()
  headers = await signedIn(desk.payload, await makeSuperuser(desk.payload))
})
afterAll(() => desk.stop())

/** Node 20 lists the older names, Node 24 the current ones: a desk may have been filled under the other. */
describe('a client’s time zone', () => {
  it.each(['Europe/Kiev', 'Europe/Kyiv', 'Asia/Calcutta', 'Asia/Kolkata', 'America/New_York'])(
    'may be %s, whichever name this Node lists',
    async (timezone) => {
      const { id } = await makeClient(desk.payload)
      const url = `${desk.url}/api/users/${id}`
      const { status } = await asJSON({ body: { timezone }, headers, method: 'PATCH', url })
      expect(status).toBe(200)
      expect((await asJSON({ headers, url })).body).toMatchObject({ timezone })
    },
  )

  it.each(['Kyiv', 'Europe/Nowhere', 'Europe/kyiv'])('may not be %s', async (timezone) => {
    const { id } = await makeClient(desk.payload)
    const url = `${desk.url}/api/users/${id}`
    const { status } = await asJSON({ body: { timezone }, headers, method: 'PATCH', url })
    expect(status).toBe(400)
  })
})
