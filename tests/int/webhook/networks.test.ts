import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk

beforeAll(async () => {
  desk = await createTestDesk({
    env: { TRUSTED_PROXIES: '127.0.0.1', WEBHOOK_NETWORKS: 'vapi, 2001:db8::/32' },
  })
})

afterAll(() => desk.stop())

it('takes posts for any client only from the desk’s networks, and counts the others', async () => {
  const root = await desk.login(await makeSuperuser(desk.payload))
  const client = await makeClient(desk.payload)
  const post = (from: null | string, token = client.vapiWebhookToken) =>
    asJSON({
      body: {},
      headers: from === null ? {} : { 'x-forwarded-for': from },
      url: `${desk.url}/api/v1/vapi/webhook/${token}`,
    })
  expect((await post('167.150.224.7')).status).toBe(200)
  expect((await post('2001:db8::7')).status).toBe(200)
  expect((await post('203.0.113.1, 167.150.224.7')).status).toBe(200)
  for (const from of ['203.0.113.1', '167.150.224.7, 203.0.113.1', 'nonsense', null]) {
    const { body, status } = await post(from)
    expect([status, body]).toEqual([
      403,
      { errors: [{ code: 'NETWORK_NOT_ALLOWED', message: 'This network may not post here.' }] },
    ])
  }
  // The same for a token that is nobody's: the answer does not tell which tokens there are.
  expect((await post('203.0.113.1', 'nobody-has-this-token-at-all')).status).toBe(403)

  const state = async () =>
    (await asJSON({ headers: root, url: `${desk.url}/api/users/${client.id}/sender` })).body
  await expect.poll(state).toMatchObject({ refusals: { count: 4, lastReason: 'network' } })
  const { rows } = await desk.sql.query('select 1 from webhook_deliveries')
  expect(rows).toHaveLength(3)
})
