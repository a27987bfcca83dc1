import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CallState,
  type CallValues,
  EDITABLE_FIELDS,
  emptyCall,
  type FieldTimes,
  firstState,
  isSameCall,
  mergeCall,
  type Said,
} from '../../../src/vapi/merge'
import { toCallReport } from '../../../src/vapi/report'
import { lostTimes, readAnew, saysTheSame } from '../../../src/vapi/reread'
import { callerNumber } from './callerNumber'

const T0 = Date.parse('2026-01-01T00:00:00.000Z')

/** What a report of this second of the day says that says nothing else. */
const report = (seconds: number): CallValues => {
  const timestamp = T0 + seconds * 1000
  const body = { message: { call: { id: 'call' }, timestamp, type: 'end-of-call-report' } }
  const read = toCallReport(body, new Date(timestamp))
  if (!read.ok) throw new Error(read.problem)
  const { currencies: _, ...said } = read.report
  return { ...said, currency: null }
}

const text = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null })
const values = fc
  .record({
    costBreakdown: fc.option(fc.constant({ total: 1 }), { nil: null }),
    currency: text,
    customerName: text,
    phone: callerNumber,
    hasRecording: fc.boolean(),
    price: fc.option(fc.nat(3), { nil: null }),
    structuredData: fc.option(
      fc.dictionary(fc.constantFrom('k1', 'k2', 'k.3'), fc.constantFrom(1, 'x', false, 0)),
      { nil: null },
    ),
    fields: fc.option(fc.dictionary(fc.constantFrom('visit', 'party'), fc.constantFrom(1, 'x')), {
      nil: null,
    }),
    summary: text,
  })
  // As reports have it: no currency without a price, no number without its source.
  .map(({ phone: number, ...said }) => ({
    ...said,
    ...number,
    currency: said.price === null ? null : said.currency,
  }))

/** A report that says where its values come from. */
const withEvidence = (said: CallValues): CallValues => {
  const names = [
    ...(said.summary === null ? [] : ['summary']),
    ...Object.keys(said.fields ?? {}).map((key) => `fields.${key}`),
  ]
  const lines = names.map((name) => [name, { from: said.reportedAt, raw: name }])
  return { ...said, evidence: lines.length > 0 ? Object.fromEntries(lines) : null }
}

/** Two to four reports of one call at distinct times, in the order they were sent. */
const reports = fc
  .array(values, { maxLength: 4, minLength: 2 })
  .map((list) => list.map((fields, index) => withEvidence({ ...report(index), ...fields })))

const fold = (kept: CallState, said: readonly Said[], lost: FieldTimes | null): CallState =>
  said.reduce<CallState | null>(
    (state, each) => readAnew({ kept, lost, report: each, state }),
    null,
  ) ?? kept

/** As the shell does it: a second time where something was said by bodies that are gone. */
const readAll = (kept: CallState, said: readonly Said[]): CallState => {
  const times = said.flatMap(({ costAt, reportedAt }) => [reportedAt, costAt ?? reportedAt])
  const lost = lostTimes(kept, new Set(times.map((time) => Date.parse(time))))
  return fold(kept, said, lost)
}

const mergeAll = ([first, ...others]: Said[]): CallState => {
  if (!first) throw new Error('There is no report')
  return others.reduce(mergeCall, firstState(first))
}

/** Reports whose cost is of a later time, some of them. */
const settling = reports.chain((list) =>
  fc.tuple(...list.map(() => fc.tuple(fc.boolean(), fc.nat(3)))).map((costs) =>
    list.map((said, index): Said => {
      const [isLater, cost] = costs[index] ?? [false, 0]
      const costAt = new Date(T0 + (60 + index) * 1000).toISOString()
      return { ...said, cost: cost / 10, ...(isLater && { costAt }) }
    }),
  ),
)

const edits = fc
  .uniqueArray(fc.constantFrom(...EDITABLE_FIELDS), { maxLength: 4 })
  .map((fields) => Object.fromEntries(fields.map((field) => [field, '2026-01-01T00:00:05.000Z'])))

describe('reading a call again', () => {
  it('says what merging its reports says, whatever was stored', () => {
    fc.assert(
      fc.property(reports, values, (said, wrong) => {
        const right = mergeAll(said)
        const stored = { fieldTimes: null, values: { ...right.values, ...wrong } }
        expect(isSameCall(readAll(stored, said), right)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('says the same in any order where costs are of later times than the rest', () => {
    fc.assert(
      fc.property(settling, values, (said, wrong) => {
        const right = mergeAll(said)
        const stored = { fieldTimes: null, values: { ...right.values, ...wrong } }
        expect(isSameCall(readAll(stored, said), right)).toBe(true)
        expect(isSameCall(readAll(right, said.toReversed()), right)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('changes nothing when it is done again, edits or not', () => {
    fc.assert(
      fc.property(reports, values, edits, (said, set, held) => {
        const right = mergeAll(said)
        const kept = { edits: held, fieldTimes: null, values: { ...right.values, ...set } }
        const once = readAll(kept, said)
        const twice = readAll(once, said)
        expect(isSameCall(once, twice)).toBe(true)
        expect(saysTheSame(once.values, twice.values)).toBe(true)
        for (const field of EDITABLE_FIELDS) {
          if (held[field]) expect(once.values[field]).toEqual(kept.values[field])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('comes to the same before and after another report', () => {
    fc.assert(
      fc.property(reports, values, edits, fc.nat(3), (said, wrong, held, place) => {
        const at = place % said.length
        const late = said[at]
        const before = said.filter((_, index) => index !== at)
        if (!late || before.length === 0) return
        const kept = (state: CallState) => ({
          ...state,
          edits: held,
          values: { ...state.values, ...wrong },
        })
        const first = mergeCall(readAll(kept(mergeAll(before)), before), late)
        const last = readAll(mergeCall(kept(mergeAll(before)), late), [...before, late])
        expect(saysTheSame(first.values, last.values)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps what was said by bodies that are gone', () => {
    fc.assert(
      fc.property(reports, (list) => {
        // A recording has no time of its own, by which it could be told who said it.
        const said = list.map((each) => ({ ...each, hasRecording: true }))
        const all = mergeAll(said)
        const kept = said.slice(1)
        const again = readAll(all, kept).values
        expect(saysTheSame(again, all.values)).toBe(true)
        expect(again.evidence).toEqual(all.values.evidence)
      }),
      { numRuns: 300 },
    )
  })

  it('takes empty values of a body for none', () => {
    const said = { ...emptyCall(report(1)), structuredData: { a: '', b: 1 } }
    expect(saysTheSame(said, { ...said, structuredData: { b: 1 } })).toBe(true)
    expect(saysTheSame(said, { ...said, structuredData: { b: 2 } })).toBe(false)
    expect(saysTheSame(said, { ...said, fields: { visit: 1 } })).toBe(false)
    // Nobody who reads the call sees it.
    const evidence = { summary: { from: 'summary', raw: 'a' } }
    expect(saysTheSame(said, { ...said, evidence })).toBe(true)
  })
})
