import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDelivery } from '../../../../src/vapi/delivery'
import type { CallReport } from '../../../../src/vapi/report'
import { RECEIVED_AT, TOKEN } from '../../../fixtures/reports'
import { growBody } from './bodies'
import { lookAround } from './independentReader'
import { Random } from './random'

/** A million takes some minutes: once, before a release. */
const RUNS = Number(process.env.VAPI_FUZZ_RUNS ?? 20_000)

type Shown = Pick<CallReport, 'customerName' | 'customerPhone' | 'price' | 'serviceName'>

/** What is grown in to say that nothing was said. */
const NOBODY = /^(?:not mentioned|no name provided|\{\{name\}\}|string|keine angabe)$/i

/** What is shown of a body, null when it is no report, and what of that cannot be found in it. */
const showOf = (seed: number): { shown: Shown | null; madeUp: string[] } => {
  const text = JSON.stringify(growBody(new Random(seed)))
  const delivery = readDelivery({ receivedAt: RECEIVED_AT, text, token: TOKEN })
  if (delivery.kind !== 'report') return { madeUp: [], shown: null }
  const { customerName, customerPhone, price, serviceName } = delivery.report
  const shown = { customerName, customerPhone, price, serviceName }
  if (Object.values(shown).every((value) => value === null)) return { madeUp: [], shown }
  const found = lookAround(JSON.parse(delivery.body))
  const isThere = {
    customerName:
      customerName === null || (found.hasText(customerName) && !NOBODY.test(customerName)),
    customerPhone: customerPhone === null || found.hasPhone(customerPhone),
    price: price === null || found.hasAmount(price),
    serviceName: serviceName === null || (found.hasText(serviceName) && !NOBODY.test(serviceName)),
  }
  const madeUp = Object.entries(isThere).flatMap(([field, isFound]) => (isFound ? [] : [field]))
  return { madeUp, shown }
}

describe('bodies grown from all shapes', () => {
  it(
    `throw nothing, and show only what stands in them: ${RUNS} of them`,
    () => {
      const counts = { customerName: 0, customerPhone: 0, price: 0, serviceName: 0 }
      fc.assert(
        fc.property(fc.nat(), (seed) => {
          const { madeUp, shown } = showOf(seed)
          if (shown?.customerName) counts.customerName += 1
          if (shown?.customerPhone) counts.customerPhone += 1
          if (shown?.price) counts.price += 1
          if (shown?.serviceName) counts.serviceName += 1
          return madeUp.length === 0
        }),
        { numRuns: RUNS, seed: 20_261_128 },
      )
      // Bodies that say nothing would prove nothing.
      for (const count of Object.values(counts)) expect(count).toBeGreaterThan(RUNS / 10)
    },
    Math.max(120_000, RUNS * 10),
  )
})
