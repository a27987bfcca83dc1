import type { Vapi } from '@vapi-ai/server-sdk'
import { expect, it } from 'vitest'
import { readDelivery } from '../../../src/vapi/delivery'
import { isTestCallID } from '../../../src/vapi/testCall'
import { TEST_VALUES, testReport } from '../../../src/vapi/testReport'

const now = new Date('2026-11-22T12:00:00.000Z')
const callID = 'desk-test-1'

it('the desk’s own report is read as every other, with all that it says', () => {
  const text = JSON.stringify(testReport({ callID, now }))
  const delivery = readDelivery({ receivedAt: now, text, token: 'the-token-of-a-client-1' })
  if (delivery.kind !== 'report') throw new Error(delivery.kind)
  const { currency, ...values } = TEST_VALUES
  expect(delivery.report).toMatchObject({
    ...values,
    currencies: [currency],
    reportedAt: now.toISOString(),
    vapiCallId: callID,
  })
  expect(delivery.report.messages).toHaveLength(5)
  expect(delivery.report.transcript).toContain('User: Yes, please.')
})

it('has the size of a usual report', () => {
  const { length } = JSON.stringify(testReport({ callID, now }))
  expect(length).toBeGreaterThan(40_000)
  expect(length).toBeLessThan(100_000)
})

it('an id of Vapi’s is never a test’s', () => {
  const id: Vapi.Call['id'] = '019d4d3a-3e5a-7aa1-9d3f-6f2f5f0a2026'
  expect(isTestCallID(id)).toBe(false)
  expect([callID, 'DESK-TEST-1', ' desk-test-1', '', null].map(isTestCallID)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})
