import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { portalOf } from '../../helpers/portalOf'

let desk: TestDesk
beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
})
afterAll(() => desk.stop())

it('a call that was fetched is told as late on its page and in its mail, and others are not', async () => {
  const { storeBody } = await import('../../../src/ingest/storeBody')
  const { readWholeCall } = await import('../../../src/portal/call/readWholeCall')
  const { mailFor } = await import('../../../src/mail/mailFor')
  const { payload } = desk
  const client = await makeClient(payload, { emailNotifications: true })
  const { req } = await portalOf(payload, client)
  const found: unknown[] = []
  for (const source of ['recovered', 'imported'] as const) {
    const message = { call: { id: source }, summary: 'Said.', type: 'end-of-call-report' }
    const text = JSON.stringify({ message })
    await storeBody({ announce: true, clientID: client.id, payload, source, text })
    const { rows } = await desk.sql.query<{ id: string }>(
      'select id from call_summaries where vapi_call_id = $1',
      [source],
    )
    const id = rows[0]?.id ?? ''
    const mail = await mailFor({
      notification: {
        callSummaryID: id,
        channel: 'email',
        clientID: client.id,
        id: crypto.randomUUID(),
        kind: 'call',
        period: null,
        vapiCallID: source,
      },
      payload,
    })
    const isToldByMail = mail?.text.includes('The report of this call arrived late.')
    found.push([source, (await readWholeCall(req, id))?.isLate, isToldByMail])
  }
  expect(found).toEqual([
    ['recovered', true, true],
    ['imported', false, false],
  ])
})
