import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PHONE_SOURCES } from '../../../src/vapi/callerPhone'
import { ENDED_GROUPS } from '../../../src/vapi/endedReason'
import {
  type CallState,
  type CallValues,
  EDITABLE_FIELDS,
  firstState,
  isSameCall,
  mergeCall,
  type Said,
} from '../../../src/vapi/merge'
import { callerNumber } from './callerNumber'

const NOTHING: CallValues = {
  vapiCallId: 'call',
  callType: null,
  vapiAssistantId: null,
  vapiPhoneNumber: null,
  customerName: null,
  customerPhone: null,
  customerPhoneSource: null,
  startedAt: null,
  endedAt: null,
  durationSeconds: null,
  endedReason: null,
  endedGroup: null,
  summary: null,
  transcript: null,
  messages: null,
  outcome: null,
  serviceName: null,
  price: null,
  currency: null,
  successEvaluation: null,
  structuredData: null,
  fields: null,
  evidence: null,
  hasRecording: false,
  reportedAt: '2026-01-01T00:00:00.000Z',
  cost: null,
  costBreakdown: null,
}

const T0 = Date.parse('2026-01-01T00:00:00.000Z')
const iso = (seconds: number) => new Date(T0 + seconds * 1000).toISOString()
const ms = (seconds: number) => T0 + seconds * 1000

/** A report sent at this second of the day. */
const report = (seconds: number, fields: Partial<CallValues> = {}): CallValues => ({
  ...NOTHING,
  ...fields,
  reportedAt: iso(seconds),
})
const fresh = (values: CallValues): CallState => ({ values, fieldTimes: null })
const mergeAll = ([first, ...others]: CallValues[]): CallState =>
  others.reduce(mergeCall, fresh(first ?? NOTHING))

describe('a cost that is of a later time than its report', () => {
  const late: Said = { ...report(1, { cost: 0.3, summary: 'late' }), costAt: iso(3_600) }

  it('wins over that of a later report, and nothing else does', () => {
    const { fieldTimes, values } = mergeCall(
      fresh(report(5, { cost: 0.2, summary: 'in time' })),
      late,
    )
    expect(values).toMatchObject({ cost: 0.3, reportedAt: iso(5), summary: 'in time' })
    expect(fieldTimes).toEqual({ cost: ms(3_600) })
    expect(values).not.toHaveProperty('costAt')
  })

  it('stays when it was known first', () => {
    const state = mergeCall(firstState(late), report(5, { cost: 0.2, summary: 'in time' }))
    expect(state.values).toMatchObject({ cost: 0.3, summary: 'in time' })
    expect(state.fieldTimes).toEqual({ cost: ms(3_600) })
  })

  it('says no more if it is 0, and stays what a person set', () => {
    const kept = fresh(report(5, { cost: 0.2 }))
    expect(mergeCall(kept, { ...late, cost: 0 }).values.cost).toBe(0.2)
    const edits = { cost: iso(9) }
    expect(mergeCall({ ...kept, edits }, late).values.cost).toBe(0.2)
  })
})

describe('two reports of one call', () => {
  it('the newer one updates what it says and keeps what it does not', () => {
    const state = mergeAll([
      report(1, { summary: 'old', outcome: 'booked' }),
      report(2, { summary: 'new', customerName: 'Ada' }),
    ])
    expect(state.values).toMatchObject({ summary: 'new', outcome: 'booked', customerName: 'Ada' })
    expect(state.values.reportedAt).toBe(iso(2))
    expect(state.fieldTimes).toEqual({ outcome: ms(1) })
  })

  it('the older one fills gaps and overwrites nothing', () => {
    const state = mergeAll([
      report(2, { summary: 'new' }),
      report(1, { summary: 'old', outcome: 'booked' }),
    ])
    expect(state.values).toMatchObject({ summary: 'new', outcome: 'booked' })
    expect(state.values.reportedAt).toBe(iso(2))
    expect(state.fieldTimes).toEqual({ outcome: ms(1) })
  })

  it('an emptier one erases nothing', () => {
    const before = report(1, { summary: 'x', messages: [], structuredData: { a: 1 } })
    const state = mergeAll([before, report(2, { structuredData: { a: '', b: null } })])
    expect(state.values).toMatchObject({ summary: 'x', structuredData: { a: 1 } })
    expect(state.values.structuredData).not.toHaveProperty('b')
  })

  it('a cost of 0, which Vapi says until it has one, erases no other one', () => {
    const costly = report(1, { cost: 0.2 })
    const early = report(2, { cost: 0 })
    for (const order of [
      [costly, early],
      [early, costly],
    ]) {
      expect(mergeAll(order).values.cost).toBe(0.2)
    }
    expect(mergeAll([report(1, { cost: 0.2 }), report(2, { cost: 0.3 })]).values.cost).toBe(0.3)
  })

  it('at the same time the incoming one wins: a replay with a better parser updates', () => {
    const state = mergeAll([report(1, { price: 3 }), report(1, { price: 30, outcome: 'booked' })])
    expect(state).toEqual(fresh(report(1, { price: 30, outcome: 'booked' })))
  })

  it('a reason keeps its group and a price its currency', () => {
    const state = mergeAll([
      report(1, { endedReason: 'voicemail', endedGroup: 'voicemail', price: 30, currency: 'EUR' }),
      report(2, { endedReason: 'new-thing', endedGroup: 'unknown', price: 45 }),
    ])
    expect(state.values).toMatchObject({
      endedReason: 'new-thing',
      endedGroup: 'unknown',
      price: 45,
      currency: null,
    })
    expect(state.fieldTimes).toBeNull()
  })

  it('a currency or a reason without its price or group changes nothing', () => {
    const before = report(1, { price: 30, currency: 'EUR', endedGroup: 'completed' })
    const state = mergeAll([before, report(2, { currency: 'USD', endedReason: 'x' })])
    expect(state.values).toMatchObject({ price: 30, currency: 'EUR', endedReason: null })
  })

  it('a number keeps where it is from; the line counts more than what was told, whenever', () => {
    const caller = { customerPhone: '+12025550146', customerPhoneSource: 'caller' } as const
    const told = { customerPhone: '202 555 0199', customerPhoneSource: 'told' } as const
    const withheld = { customerPhone: null, customerPhoneSource: 'withheld' } as const
    const merged = (...list: Partial<CallValues>[]) =>
      mergeAll(list.map((fields, index) => report(index, fields))).values
    expect(merged(caller, told)).toMatchObject(caller)
    expect(merged(told, caller, withheld)).toMatchObject(caller)
    expect(merged(withheld, told)).toMatchObject(told)
    expect(merged(told, withheld)).toMatchObject(told)
    expect(merged(withheld, {})).toMatchObject(withheld)
    const other = { ...told, customerPhone: '202 555 0101' }
    expect(merged(told, other, {})).toMatchObject(other)
  })

  it('a number from before there was a source is the line’s own, of when it was said', () => {
    const before: CallState = {
      values: report(6, { customerPhone: '+12025550146' }),
      fieldTimes: { customerPhone: ms(2) },
    }
    const told = { customerPhone: '202 555 0199', customerPhoneSource: 'told' } as const
    const caller = { customerPhone: '+12025550101', customerPhoneSource: 'caller' } as const
    expect(mergeCall(before, report(7, told)).values).toMatchObject({
      customerPhone: '+12025550146',
      customerPhoneSource: 'caller',
    })
    expect(mergeCall(before, report(1, caller)).values.customerPhone).toBe('+12025550146')
    expect(mergeCall(before, report(4, caller)).values).toMatchObject(caller)
  })

  it('of more fields than anybody has, those that came first are kept', () => {
    const many = (name: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`${name}${n}`, n]))
    const first = { values: report(1, { structuredData: many('a', 9_999) }), fieldTimes: null }
    const both = mergeCall(first, report(2, { structuredData: { ...many('b', 50), a1: 'new' } }))
    const data = both.values.structuredData ?? {}
    expect(Object.keys(data)).toHaveLength(10_000)
    expect(data).toMatchObject({ a1: 'new', a9998: 9_998, b0: 0 })
  })

  it('structured data merges key by key', () => {
    const state = mergeAll([
      report(2, { structuredData: { a: 'new', b: 1 } }),
      report(1, { structuredData: { a: 'old', c: 2 } }),
      report(3, { structuredData: { b: 3 } }),
    ])
    expect(state.values.structuredData).toEqual({ a: 'new', b: 3, c: 2 })
    expect(state.fieldTimes).toEqual({ 'structuredData.a': ms(2), 'structuredData.c': ms(1) })
  })

  it('a recording once seen stays', () => {
    expect(mergeAll([report(1, { hasRecording: true }), report(2)]).values.hasRecording).toBe(true)
    expect(mergeAll([report(2), report(1, { hasRecording: true })]).values.hasRecording).toBe(true)
  })
})

describe('what staff did by hand', () => {
  const edited: CallState = {
    values: report(1, { outcome: 'booked', summary: null, structuredData: { keep: 1 } }),
    fieldTimes: { outcome: ms(5), summary: ms(5), 'structuredData.gone': ms(5) },
  }
  const says = { outcome: 'lost', summary: 's', structuredData: { gone: 'g' } }

  it('a report older than the edit changes neither the edited nor the cleared field', () => {
    const state = mergeCall(edited, report(4, says))
    expect(state.values).toMatchObject({ outcome: 'booked', summary: null })
    expect(state.values.structuredData).toEqual({ keep: 1 })
    expect(state.fieldTimes).toMatchObject(edited.fieldTimes ?? {})
  })

  it('a newer report updates and fills them', () => {
    const state = mergeCall(edited, report(6, says))
    expect(state.values).toMatchObject(says)
    expect(state.values.structuredData).toEqual({ keep: 1, gone: 'g' })
    expect(state.fieldTimes).toEqual({ 'structuredData.keep': ms(1) })
  })

  it('a cleared field stays cleared when an empty report of the same moment comes', () => {
    const state = mergeCall(edited, report(5))
    expect(state.fieldTimes).toMatchObject({ summary: ms(5), 'structuredData.gone': ms(5) })
  })

  it('a cleared price stays cleared with its currency', () => {
    const cleared: CallState = { values: report(1), fieldTimes: { price: ms(5), currency: ms(5) } }
    const older = mergeCall(cleared, report(4, { price: 30, currency: 'EUR' }))
    expect(older.values).toMatchObject({ price: null, currency: null })
    expect(older.fieldTimes).toEqual({ price: ms(5), currency: ms(5) })
    const newer = mergeCall(older, report(6, { price: 30, currency: 'EUR' }))
    expect(newer).toEqual(fresh(report(6, { price: 30, currency: 'EUR' })))
  })

  it('structured data cleared as a whole takes only newer keys', () => {
    const cleared: CallState = { values: report(1), fieldTimes: { structuredData: ms(5) } }
    const older = mergeCall(cleared, report(4, { structuredData: { a: 1 } }))
    expect(older.values.structuredData).toBeNull()
    const newer = mergeCall(older, report(6, { structuredData: { a: 2 } }))
    expect(newer.values.structuredData).toEqual({ a: 2 })
    const late = mergeCall(newer, report(4, { structuredData: { a: 1, b: 1 } }))
    expect(late.values.structuredData).toEqual({ a: 2 })
    expect(isSameCall(late, newer)).toBe(true)
  })
})

describe('what a person set', () => {
  const held = (state: CallState, ...fields: string[]): CallState => ({
    ...state,
    edits: Object.fromEntries(fields.map((field) => [field, iso(5)])),
  })

  it('stays, set or cleared, against any report; everything else is merged', () => {
    const edited = held(fresh(report(1, { outcome: 'mine', summary: null })), 'outcome', 'summary')
    const says = { customerName: 'Ada', outcome: 'theirs', summary: 'theirs' }
    for (const seconds of [0, 1, 5, 9]) {
      const { edits, values } = mergeCall(edited, report(seconds, says))
      expect(values).toMatchObject({ customerName: 'Ada', outcome: 'mine', summary: null })
      expect(edits).toEqual(edited.edits)
    }
  })

  it.each([
    ['price', { currency: 'USD', price: 1 }],
    ['currency', { currency: 'USD', price: 1 }],
    ['endedGroup', { endedGroup: 'error', endedReason: 'theirs' }],
    ['endedReason', { endedGroup: 'error', endedReason: 'theirs' }],
    ['structuredData', { structuredData: { theirs: 1 } }],
    ['fields', { fields: { theirs: 1 } }],
    ['hasRecording', { hasRecording: true }],
  ] as const)('covers what goes along with it: %s', (field, says) => {
    const mine = held(
      fresh(
        report(1, {
          currency: 'EUR',
          endedGroup: 'completed',
          endedReason: 'mine',
          price: 30,
          structuredData: { mine: 1 },
          fields: { mine: 1 },
        }),
      ),
      field,
    )
    const { fieldTimes, values } = mergeCall(mine, report(9, says))
    expect(values).toEqual({ ...mine.values, reportedAt: iso(9) })
    // Everything that is nobody's was said at the first report, and only that is noted.
    expect(Object.keys(fieldTimes ?? {}).filter((name) => name in says)).toEqual([])
  })

  it('has no evidence, since no report said it', () => {
    const line = { from: 'analysis.structuredData.outcome', raw: 'theirs' }
    const says = { evidence: { 'fields.visit': line, outcome: line }, fields: { visit: 1 } }
    const mine = held(fresh(report(1, { ...says, outcome: 'mine' })), 'outcome', 'fields')
    const merged = mergeCall(mine, report(9, { ...says, outcome: 'theirs' }))
    expect(merged.values).toMatchObject({ evidence: null, fields: { visit: 1 }, outcome: 'mine' })
  })

  it('is not compared with the times of before', () => {
    const state = held(
      { fieldTimes: { outcome: ms(5), summary: ms(0) }, values: report(6) },
      'outcome',
    )
    expect(mergeCall(state, report(7)).fieldTimes).toEqual({ summary: ms(0) })
  })
})

const text = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null })
const otherValues: fc.Arbitrary<Partial<CallValues>> = fc.record({
  callType: text,
  customerName: text,
  startedAt: text,
  durationSeconds: fc.option(fc.nat(3), { nil: null }),
  endedReason: text,
  endedGroup: fc.option(fc.constantFrom(...ENDED_GROUPS), { nil: null }),
  summary: text,
  messages: fc.option(
    fc.array(fc.record({ role: fc.constant('user' as const), text: fc.string(), at: fc.nat() })),
    { nil: null },
  ),
  price: fc.option(fc.nat(3), { nil: null }),
  currency: text,
  structuredData: fc.option(
    fc.dictionary(
      fc.constantFrom('k1', 'k2', 'k.3', '__proto__', 'constructor'),
      fc.oneof(fc.constantFrom(1, 'x', '', null, false, 0), fc.constant({ n: 1 })),
    ),
    { nil: null },
  ),
  hasRecording: fc.boolean(),
  cost: fc.option(fc.nat(3), { nil: null }),
  costBreakdown: fc.option(fc.constant({ total: 1 }), { nil: null }),
  fields: fc.option(
    fc.dictionary(fc.constantFrom('visit', 'constructor', 'party'), fc.constantFrom(1, 'x', false)),
    { nil: null },
  ),
})

const values = fc
  .tuple(otherValues, callerNumber)
  .map(([others, caller]) => ({ ...others, ...caller }))

/** A report that says where each of its values comes from. */
const withEvidence = (said: CallValues): CallValues => {
  const names = [
    ...(['customerName', 'customerPhone', 'summary', 'price', 'currency'] as const).filter(
      (name) => said[name] !== null,
    ),
    ...Object.keys(said.fields ?? {}).map((key) => `fields.${key}`),
  ]
  const lines = names.map((name) => [name, { from: `${name} of ${said.reportedAt}`, raw: '' }])
  return { ...said, evidence: lines.length > 0 ? Object.fromEntries(lines) : null }
}

/** Two to four reports of one call at distinct times, in the order they were sent. */
const reports = fc
  .array(values, { minLength: 2, maxLength: 4 })
  .map((list) => list.map((fields, index) => withEvidence(report(index, fields))))

/** The first state: nothing, or a row that staff edited between the reports. */
const starts = fc.record({
  edits: fc.option(
    fc.dictionary(fc.constantFrom(...EDITABLE_FIELDS), fc.constant(iso(5)), { maxKeys: 3 }),
    { nil: null },
  ),
  values: values.map((fields) => withEvidence(report(0, fields))),
  fieldTimes: fc.option(
    fc.dictionary(
      fc.constantFrom(
        'outcome',
        'summary',
        'price',
        'currency',
        'endedReason',
        'customerPhone',
        'customerPhoneSource',
        'structuredData',
        'structuredData.k1',
        'fields',
        'fields.visit',
      ),
      fc.integer({ min: 0, max: 8 }).map((half) => T0 + half * 500),
      { maxKeys: 4 },
    ),
    { nil: null },
  ),
})

const permutations = <T>(list: T[]): T[][] =>
  list.length <= 1
    ? [list]
    : list.flatMap((item, at) => permutations(list.toSpliced(at, 1)).map((rest) => [item, ...rest]))

describe('the laws of merging', () => {
  it('the order of the reports does not matter', () => {
    fc.assert(
      fc.property(reports, (list) => {
        const expected = mergeAll(list)
        for (const order of permutations(list)) {
          expect(isSameCall(mergeAll(order), expected), JSON.stringify(mergeAll(order))).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('nor does it on a row that staff edited', () => {
    fc.assert(
      fc.property(starts, reports, (start, list) => {
        // One second later than the row: times must be distinct.
        const sent = list.map((values, index) => ({ ...values, reportedAt: iso(index + 0.25) }))
        const expected = sent.reduce(mergeCall, start)
        for (const order of permutations(sent)) {
          expect(isSameCall(order.reduce(mergeCall, start), expected)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('any report that comes again changes nothing', () => {
    fc.assert(
      fc.property(reports, (list) => {
        const once = mergeAll(list)
        for (const again of list) expect(isSameCall(mergeCall(once, again), once)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('each field holds what the newest report said that said anything', () => {
    fc.assert(
      fc.property(reports, (list) => {
        const { values } = mergeAll(list)
        const said = <K extends keyof CallValues>(key: K) =>
          list.map((one) => one[key]).findLast((value) => value !== null) ?? null
        expect(values.summary).toBe(said('summary'))
        expect(values.customerName).toBe(said('customerName'))
        const costs = list.map(({ cost }) => cost).filter((cost) => cost !== null)
        expect(values.cost).toBe(costs.findLast((cost) => cost !== 0) ?? costs.at(-1) ?? null)
        expect(values.hasRecording).toBe(list.some((one) => one.hasRecording))
        const price = list.findLast((one) => one.price !== null)
        if (price) expect([values.price, values.currency]).toEqual([price.price, price.currency])
        else expect(values.price).toBeNull()
        const source = PHONE_SOURCES.find((each) =>
          list.some((one) => one.customerPhoneSource === each),
        )
        expect(values.customerPhoneSource).toBe(source ?? null)
        const called = list.findLast((one) => source && one.customerPhoneSource === source)
        expect(values.customerPhone).toBe(called?.customerPhone ?? null)
      }),
      { numRuns: 500 },
    )
  })

  it('evidence names the report whose value won', () => {
    fc.assert(
      fc.property(reports, (list) => {
        const { evidence, ...merged } = mergeAll(list).values
        const newest = list.findLast((one) => one.summary !== null)
        expect(evidence?.summary).toEqual(newest?.evidence?.summary)
        for (const key of ['visit', 'constructor', 'party']) {
          const said = list.findLast((one) => Object.hasOwn(one.fields ?? {}, key))
          expect(evidence?.[`fields.${key}`]).toEqual(said?.evidence?.[`fields.${key}`])
          const value = Object.entries(merged.fields ?? {}).find(([name]) => name === key)?.[1]
          expect(value).toEqual(
            said && Object.entries(said.fields ?? {}).find(([name]) => name === key)?.[1],
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  it('a first report needs no times, nor does one that says everything again', () => {
    fc.assert(
      fc.property(values, (fields) => {
        const first = report(1, fields)
        expect(mergeCall(fresh(first), first).fieldTimes).toBeNull()
        expect(mergeCall(fresh(first), report(2, fields)).fieldTimes).toBeNull()
      }),
      { numRuns: 300 },
    )
  })
})

describe('isSameCall', () => {
  it('looks at values and times, not at the order of keys', () => {
    const a = fresh(report(1, { structuredData: { x: 1, y: [1, { z: null }] } }))
    expect(isSameCall(a, fresh(report(1, { structuredData: { y: [1, { z: null }], x: 1 } })))).toBe(
      true,
    )
    expect(isSameCall(a, fresh(report(1, { structuredData: { x: 1 } })))).toBe(false)
    expect(isSameCall(a, { ...a, fieldTimes: { outcome: 1 } })).toBe(false)
  })
})
