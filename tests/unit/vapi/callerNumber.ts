import fc from 'fast-check'
import type { CallValues } from '../../../src/vapi/merge'

/** A number without its source is no report's. */
export const callerNumber: fc.Arbitrary<Pick<CallValues, 'customerPhone' | 'customerPhoneSource'>> =
  fc.oneof(
    fc.constant({ customerPhone: null, customerPhoneSource: null }),
    fc.constant({ customerPhone: null, customerPhoneSource: 'withheld' as const }),
    fc.record({
      customerPhone: fc.constantFrom('a', 'b', 'c'),
      customerPhoneSource: fc.constantFrom('caller', 'told'),
    }),
  )
