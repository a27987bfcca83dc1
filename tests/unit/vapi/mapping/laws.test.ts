import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameJson, type JsonValue } from '../../../../src/lib/json'
import { readDeliveries } from '../../../../src/vapi/delivery'
import { effectiveMapping } from '../../../../src/vapi/mapping/effective'
import { wholeLine } from '../../../../src/vapi/mapping/evidence'
import { listPaths } from '../../../../src/vapi/mapping/listPaths'
import {
  FIELD_TYPES,
  type Mapping,
  READERS,
  type Source,
  TARGETS,
} from '../../../../src/vapi/mapping/mapping'
import { previewReport } from '../../../../src/vapi/mapping/preview'
import { suggestTarget } from '../../../../src/vapi/mapping/suggest'
import { type CallState, type CallValues, isSameCall, mergeCall } from '../../../../src/vapi/merge'
import { type CallReport, toCallReport } from '../../../../src/vapi/report'
import { lostTimes, readAnew } from '../../../../src/vapi/reread'
import { TOKEN } from '../../../fixtures/reports'
import { nastyJson, nastyReport, nastyText } from '../arbitraries'
import { RECEIVED_AT } from './mapped'

const name = fc.oneof(
  fc.constantFrom(
    'analysis.structuredData',
    'analysis.structuredData.outcome',
    'message.artifact.structuredOutputs[*].result',
    'call.id',
    '["__proto__"].constructor',
    'constructor.name',
    'artifact[*][*][*]',
    'outcome',
    'price',
    '[',
  ),
  nastyText,
  fc.string({ maxLength: 40 }),
)

const source: fc.Arbitrary<Source> = fc.record(
  {
    from: fc.constantFrom('path', 'output', 'variable'),
    inside: name,
    name,
    reader: fc.constantFrom(...READERS),
  },
  { requiredKeys: ['from', 'name', 'reader'] },
)
const sources = fc.array(source, { maxLength: 4 })

const line = fc.record({ otherwise: fc.constantFrom('built_in', 'nothing'), sources })

const values = fc.dictionary(fc.oneof(fc.constantFrom('booked', 'true'), fc.string()), fc.string())

let version = 0

/** Anything of the shape of a mapping, also what the schemas refuse. */
const mapping: fc.Arbitrary<Mapping> = fc
  .record({
    currency: fc.constantFrom('EUR', 'USD', '', null),
    fields: fc.array(
      fc.record({
        choices: fc.array(
          fc.record({ key: fc.string(), label: fc.string(), values: fc.array(fc.string()) }),
          { maxLength: 3 },
        ),
        key: fc.oneof(fc.constantFrom('visit', 'constructor', '__proto__'), fc.string()),
        label: fc.string(),
        sources,
        type: fc.constantFrom(...FIELD_TYPES),
      }),
      { maxLength: 4 },
    ),
    lines: fc.record(
      {
        currency: line,
        customerName: line,
        customerPhone: line,
        outcome: line,
        price: line,
        serviceName: line,
        summary: line,
      },
      { requiredKeys: [] },
    ),
    values,
  })
  .map((parts) => {
    version += 1
    return { ...parts, version: `law ${version}` }
  })

const body: fc.Arbitrary<JsonValue> = fc
  .oneof(nastyJson, nastyReport)
  .map((value): JsonValue => JSON.parse(JSON.stringify(value)))

const readText = (text: string, mapped: Mapping | null) =>
  readDeliveries({ mapping: mapped, receivedAt: RECEIVED_AT, text, token: TOKEN })

const storedAt = (report: CallReport, name: string): unknown => {
  const values: Record<string, unknown> = { ...report }
  return name.startsWith('fields.') ? report.fields?.[name.slice('fields.'.length)] : values[name]
}

describe('any mapping on any body', () => {
  it('never throws, reads the same each time, and changes only the fields that can be mapped', () => {
    fc.assert(
      fc.property(body, mapping, (given, mapped) => {
        const text = JSON.stringify(given)
        const read = readText(text, mapped)
        expect(readText(text, structuredClone(mapped))).toEqual(read)
        const plain = readText(text, null)
        expect(read.map(({ kind }) => kind)).toEqual(plain.map(({ kind }) => kind))
        for (const [index, delivery] of read.entries()) {
          const other = plain[index]
          if (delivery.kind !== 'report' || other?.kind !== 'report') continue
          expect(unmapped(delivery.report)).toEqual(unmapped(other.report))
          for (const [name, line] of Object.entries(delivery.report.evidence ?? {})) {
            const { from, raw } = wholeLine(line, storedAt(delivery.report, name))
            // What is not stored is what the value begins with.
            if (typeof line === 'string') expect(raw).not.toBe('')
            expect(raw.length).toBeLessThanOrEqual(200)
            expect(from).not.toBe('')
          }
          expect(JSON.stringify(delivery.report)).not.toContain(TOKEN)
        }
      }),
      { numRuns: 1_500 },
    )
  })

  it('is previewed, and its places are listed and named, without a throw', () => {
    fc.assert(
      fc.property(body, mapping, (given, mapped) => {
        const preview = previewReport(given, RECEIVED_AT, mapped)
        expect(preview === null).toBe(!toCallReport(given, RECEIVED_AT).ok)
        for (const { sample, source: found } of listPaths(given)) {
          suggestTarget(found, [sample])
          expect(sample.length).toBeLessThanOrEqual(200)
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** What no mapping may change. */
const unmapped = ({ currencies: _, evidence: __, fields: ___, ...report }: CallReport) => {
  const others: Record<string, unknown> = { ...report, customerPhoneSource: null }
  for (const target of TARGETS) delete others[target]
  return others
}

it('without a mapping, and with an empty one, the reading is today’s', () => {
  fc.assert(
    fc.property(body, (given) => {
      const nothing = { currency: null, fields: [], lines: {}, values: {}, version: 'empty' }
      const plain = readText(JSON.stringify(given), null)
      expect(readText(JSON.stringify(given), nothing)).toEqual(plain)
      expect(plain.every((each) => each.kind !== 'report' || each.report.fields === null)).toBe(
        true,
      )
    }),
    { numRuns: 1_000 },
  )
  const client = { fields: [], lines: {}, values: [] }
  expect(effectiveMapping({ client, currency: 'EUR', desk: null, version: 'x' })).toBeNull()
})

const T0 = Date.parse('2026-11-01T00:00:00.000Z')

/** Two to four reports of one call, sent one second after the other, with data under odd names. */
const messages = fc
  .array(
    fc.record(
      {
        analysis: fc.record({
          structuredData: fc.record(
            {
              ergebnis_x: fc.constantFrom('gebucht', 'abgesagt', 'N/A', true, { name: 'gebucht' }),
              gaeste: fc.constantFrom('4 Personen', 2, 'viele'),
              preis_x: fc.constantFrom('30 €', '$30', 45, 'teuer'),
              termin: fc.constantFrom('01.12.2026', '03/04/2026', '1. Dezember 2026 um 10 Uhr'),
            },
            { requiredKeys: [] },
          ),
        }),
        customer: fc.constantFrom({ name: 'Ada', number: '+12025550146' }, { number: 'anonymous' }),
        note: fc.constantFrom('+12025550146', '+12025550199'),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 4, minLength: 2 },
  )
  .map((list) =>
    list.map(
      (message, index): JsonValue =>
        JSON.parse(
          JSON.stringify({
            message: {
              ...message,
              call: { id: 'call-1' },
              timestamp: T0 + index * 1_000,
              type: 'end-of-call-report',
            },
          }),
        ),
    ),
  )

const data = (key: string, reader: Source['reader'] = 'text'): Source => ({
  from: 'path',
  name: `analysis.structuredData.${key}`,
  reader,
})
const own = { choices: [], label: 'x' }
const german: Mapping = {
  currency: 'EUR',
  fields: [
    { ...own, key: 'deposit', sources: [data('preis_x', 'money')], type: 'money' },
    { ...own, key: 'guests', sources: [data('gaeste')], type: 'number' },
    { ...own, key: 'visit', sources: [data('termin')], type: 'date' },
  ],
  lines: {
    customerPhone: {
      otherwise: 'built_in',
      sources: [{ ...data(''), name: 'note', reader: 'phone' }],
    },
    outcome: { otherwise: 'nothing', sources: [data('ergebnis_x')] },
    price: { otherwise: 'built_in', sources: [data('preis_x', 'money')] },
  },
  values: { abgesagt: 'cancelled', gebucht: 'booked', true: 'booked' },
  version: 'german',
}

const toValues = (given: JsonValue, mapped: Mapping | null): CallValues => {
  const read = toCallReport(given, RECEIVED_AT, mapped)
  if (!read.ok) throw new Error(read.problem)
  const { currencies, ...said } = read.report
  return { ...said, currency: said.price === null ? null : (currencies?.[0] ?? 'USD') }
}

const mergeAll = ([first, ...others]: readonly CallValues[]): CallState => {
  if (!first) throw new Error('There is no report')
  return others.reduce(mergeCall, { fieldTimes: null, values: first })
}

const reread = (
  kept: CallState,
  bodies: readonly JsonValue[],
  mapped: Mapping | null,
): CallState => {
  const now = mapped && { ...mapped, kept: kept.values.fields }
  const reports = bodies.map((each) => toValues(each, now))
  const lost = lostTimes(kept, new Set(reports.map(({ reportedAt }) => Date.parse(reportedAt))))
  return (
    reports.reduce<CallState | null>(
      (state, report) => readAnew({ kept, lost, report, state }),
      null,
    ) ?? kept
  )
}

const permutations = <Item>(list: readonly Item[]): Item[][] =>
  list.length <= 1
    ? [[...list]]
    : list.flatMap((item, at) => permutations(list.toSpliced(at, 1)).map((rest) => [item, ...rest]))

describe('reports that are read with a mapping', () => {
  it('come to the same in any order', () => {
    fc.assert(
      fc.property(messages, (bodies) => {
        const reports = bodies.map((each) => toValues(each, german))
        const expected = mergeAll(reports)
        for (const order of permutations(reports)) {
          expect(isSameCall(mergeAll(order), expected)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('come to the same when the mapping changes and the call is read again, once or twice', () => {
    fc.assert(
      fc.property(messages, fc.nat(3), (bodies, change) => {
        const before = bodies.map((each, index) => toValues(each, index < change ? null : german))
        const once = reread(mergeAll(before), bodies, german)
        expect(isSameCall(once, mergeAll(bodies.map((each) => toValues(each, german))))).toBe(true)
        expect(isSameCall(reread(once, bodies, german), once)).toBe(true)
        const back = reread(once, bodies, null)
        expect(back.values.fields).toBeNull()
        expect(isSameCall(back, mergeAll(bodies.map((each) => toValues(each, null))))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('keep the currencies of own amounts when the client’s changes and the call is read again', () => {
    fc.assert(
      fc.property(messages, fc.constantFrom('CAD', 'USD', 'CHF', null), (bodies, currency) => {
        const before = mergeAll(bodies.map((each) => toValues(each, german)))
        expect(isSameCall(reread(before, bodies, { ...german, currency }), before)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('come to the same whether they arrive before or after the call is read again', () => {
    fc.assert(
      fc.property(messages, fc.nat(3), (bodies, place) => {
        const at = place % bodies.length
        const late = bodies[at]
        const before = bodies.filter((_, index) => index !== at)
        if (late === undefined || before.length === 0) return
        const kept = mergeAll(before.map((each) => toValues(each, null)))
        const first = mergeCall(reread(kept, before, german), toValues(late, german))
        const last = reread(mergeCall(kept, toValues(late, german)), [...before, late], german)
        expect(isSameJson(first.values, last.values)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
