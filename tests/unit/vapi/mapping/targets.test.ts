import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../../src/lib/json'
import { effectiveMapping } from '../../../../src/vapi/mapping/effective'
import type { Target } from '../../../../src/vapi/mapping/mapping'
import { mappingOf, output, path, read, reportOf, variable, withData } from './mapped'

const outcomes = [
  { key: 'booked', label: 'Booked' },
  { key: 'callback_requested', label: 'Please call back' },
  { key: 'lost', label: 'Lost' },
]
const lineOf = (target: Target, ...sources: ReturnType<typeof path>[]) => ({
  lines: { [target]: { sources } },
})

describe('the outcome', () => {
  const mapping = mappingOf(
    {
      lines: {
        outcome: {
          sources: [path('analysis.structuredData.ergebnis_x'), output('Booked?', 'yes_no')],
        },
      },
      values: [
        { outcome: 'booked', value: 'gebucht' },
        { outcome: 'booked', value: 'true' },
        { outcome: 'lost', value: 'false' },
      ],
    },
    { outcomes },
  )
  const outputs = (result: JsonValue) =>
    reportOf({ artifact: { structuredOutputs: { a: { name: 'Booked?', result } } } })

  it.each<[string, unknown, string | null]>([
    ['a value of the table', withData({ ergebnis_x: 'Gebucht' }), 'booked'],
    ['a flag', outputs(true), 'booked'],
    ['a flag that is false', outputs('nein'), 'lost'],
    ['the key of an outcome', withData({ ergebnis_x: 'Callback-Requested' }), 'callback_requested'],
    ['the label of an outcome', withData({ ergebnis_x: 'please call back' }), 'callback_requested'],
    ['a value that is not in the table', withData({ ergebnis_x: 'umgezogen' }), 'umgezogen'],
    ['what the built-in reading finds', withData({ outcome: 'GEBUCHT' }), 'booked'],
    ['what the built-in reading finds by a flag', withData({ appointmentBooked: true }), 'booked'],
    ['nothing', withData({ ergebnis_x: 'N/A' }), null],
  ])('by %s', (_name, body, wanted) => {
    expect(read(body, mapping).outcome).toBe(wanted)
  })

  it('takes the first source that says something', () => {
    const body = reportOf({
      analysis: { structuredData: { ergebnis_x: 'keine Angabe' } },
      artifact: { structuredOutputs: { a: { name: 'booked?', result: 'Yes' } } },
    })
    expect(read(body, mapping).outcome).toBe('booked')
  })

  describe('by several flags', () => {
    const flags = ['booked_ok', 'cancelled', 'Rück.ruf'] as const
    const sources = (reader: 'text' | 'yes_no') => [
      path(`analysis.structuredData.${flags[0]}`, reader),
      output('Result', reader, `inside.${flags[1]}`),
      path(`analysis.structuredData["${flags[2]}"]`, reader),
    ]
    const values = [
      { outcome: 'booked', value: 'true' },
      { outcome: 'lost', value: 'Cancelled: TRUE' },
      { outcome: 'callback_requested', value: 'rück.ruf: true' },
    ]
    const body = (booked: JsonValue, cancelled: JsonValue, callback: JsonValue) =>
      reportOf({
        analysis: { structuredData: { booked_ok: booked, 'Rück.ruf': callback } },
        artifact: {
          structuredOutputs: { a: { name: 'Result', result: { inside: { cancelled } } } },
        },
      })
    const reading = (reader: 'text' | 'yes_no', more: typeof values = []) =>
      mappingOf(
        { lines: { outcome: { sources: sources(reader) } }, values: [...values, ...more] },
        { outcomes },
      )

    it.each<[JsonValue, JsonValue, JsonValue, string | null]>([
      [true, false, false, 'booked'],
      [false, true, false, 'lost'],
      [false, false, true, 'callback_requested'],
      [true, true, false, 'booked'],
      ['false', 'true', null, 'lost'],
      // Nobody has said what it means if all say no.
      [false, false, false, null],
      [null, null, null, null],
    ])('%j, %j, %j: the first yes counts, as %s', (booked, cancelled, callback, wanted) => {
      for (const reader of ['text', 'yes_no'] as const) {
        expect(read(body(booked, cancelled, callback), reading(reader)).outcome).toBe(wanted)
      }
    })

    it('a no counts where the table has it, for one flag or for all', () => {
      const ofOne = reading('yes_no', [{ outcome: 'lost', value: 'rück.ruf: false' }])
      expect(read(body(false, false, false), ofOne).outcome).toBe('lost')
      expect(read(body(true, false, false), ofOne).outcome).toBe('booked')
      const ofAll = reading('yes_no', [{ outcome: 'lost', value: 'false' }])
      expect(read(body(false, false, true), ofAll).outcome).toBe('lost')
    })

    it('a variable and an output are known by their names', () => {
      const mapping = mappingOf(
        {
          lines: { outcome: { sources: [output('Lead won', 'yes_no'), variable('gone', 'text')] } },
          values: [
            { outcome: 'booked', value: 'lead_won: true' },
            { outcome: 'lost', value: 'gone: true' },
          ],
        },
        { outcomes },
      )
      const said = (won: JsonValue, gone: JsonValue) =>
        reportOf({
          artifact: {
            structuredOutputs: { a: { name: 'Lead won', result: won } },
            variableValues: { gone },
          },
        })
      expect(read(said('ja', false), mapping).outcome).toBe('booked')
      expect(read(said('nein', true), mapping).outcome).toBe('lost')
    })
  })

  it('is nobody’s guess if nothing else is allowed', () => {
    const body = withData({ outcome: 'booked', serviceName: 'Cut' })
    const line = { otherwise: 'nothing', sources: [path('analysis.structuredData.other')] }
    const report = read(body, mappingOf({ lines: { outcome: line } }))
    expect(report).toMatchObject({ outcome: null, serviceName: 'Cut' })
    expect(Object.keys(report.evidence ?? {})).toEqual(['serviceName'])
  })

  it('knows no values by names of objects', () => {
    for (const value of ['constructor', '__proto__', 'toString']) {
      expect(read(withData({ ergebnis_x: value }), mapping).outcome).toBe(value)
    }
  })
})

describe('the price', () => {
  const priced = (data: JsonValue, ...sources: ReturnType<typeof path>[]) => {
    const { currencies, price } = read(withData(data), mappingOf(lineOf('price', ...sources)))
    return { currencies, price }
  }
  const amount = 'analysis.structuredData.gesamt.wert'

  it('has the currency of its text, or of a field for it', () => {
    expect(priced({ gesamt: { wert: '30 €' } }, path(amount, 'money'))).toEqual({
      currencies: ['EUR'],
      price: 30,
    })
    expect(priced({ currency: 'CHF', gesamt: { wert: 30 } }, path(amount, 'money'))).toEqual({
      currencies: ['CHF'],
      price: 30,
    })
  })

  it('is in the client’s currency when it is read as a number', () => {
    expect(priced({ currency: 'CHF', gesamt: { wert: '30' } }, path(amount, 'number'))).toEqual({
      currencies: null,
      price: 30,
    })
  })

  it('is looked for further if a source has something else', () => {
    const rating = path('analysis.structuredData.price', 'text')
    expect(
      priced({ gesamt: { wert: 30 }, price: 'expensive' }, rating, path(amount)),
    ).toMatchObject({
      price: 30,
    })
  })

  it('is none where staff say that there is none', () => {
    const line = { otherwise: 'nothing', sources: [] }
    expect(read(withData({ price: '€30' }), mappingOf({ lines: { price: line } }))).toMatchObject({
      currencies: null,
      price: null,
    })
  })

  it.each<[JsonValue, string[] | null]>([
    ['CAD', ['CAD']],
    ['chf', ['CHF']],
    ['Euro', ['EUR']],
    ['£', ['GBP', 'EGP', 'LBP', 'GIP', 'FKP', 'SHP', 'SYP', 'SDG']],
    ['coins', null],
  ])('in a currency of its own line: %j', (currency, wanted) => {
    const mapping = mappingOf(lineOf('currency', path('analysis.structuredData.ccy')))
    expect(read(withData({ ccy: currency, price: 30 }), mapping)).toMatchObject({
      currencies: wanted,
      price: 30,
    })
    expect(read(withData({ ccy: currency }), mapping)).toMatchObject({
      currencies: null,
      price: null,
    })
  })
})

describe('who called', () => {
  const mapping = mappingOf(lineOf('customerPhone', variable('crm', 'phone', 'phones[0]')))
  const crm = (number: string, message = {}) =>
    reportOf({ artifact: { variableValues: { crm: { phones: [number] } } }, ...message })

  it('is noted by somebody, unless it is the caller’s own line', () => {
    expect(read(crm('+12025550146'), mapping)).toMatchObject({
      customerPhone: '+12025550146',
      customerPhoneSource: 'told',
    })
    const own = { customer: { number: '+12025550146' } }
    expect(read(crm('+1 202 555 0146', own), mapping).customerPhoneSource).toBe('caller')
    expect(read(crm('+12025550199', own), mapping)).toMatchObject({
      customerPhone: '+12025550199',
      customerPhoneSource: 'told',
    })
  })

  it('is never the number that was called, nor a withheld one', () => {
    const called = { phoneNumber: { number: '+12025550110' } }
    expect(read(crm('+12025550110', called), mapping).customerPhone).toBeNull()
    expect(read(crm('anonymous'), mapping).customerPhone).toBeNull()
  })

  it('has a name that is one', () => {
    const named = mappingOf(
      lineOf('customerName', path('analysis.structuredData.a'), path('call.b')),
    )
    const body = (a: JsonValue) => withData({ a }, { call: { b: 'Ada Byron', id: 'x' } })
    expect(read(body('Grace Hopper'), named).customerName).toBe('Grace Hopper')
    for (const nobody of ['Unknown caller', '+12025550146', '{{name}}', 7]) {
      expect(read(body(nobody), named).customerName).toBe('Ada Byron')
    }
  })
})

describe('service and summary', () => {
  it('joins the items of a list, and keeps long summaries', () => {
    const long = `${'Ada called. '.repeat(200)}.`
    const mapping = mappingOf({
      lines: {
        serviceName: { sources: [path('analysis.structuredData.warenkorb[*].was', 'list')] },
        summary: { sources: [output('Notiz')] },
      },
    })
    const body = reportOf({
      analysis: {
        structuredData: { warenkorb: [{ was: 'Schnitt' }, {}, { was: 'Farbe' }] },
        summary: 'x',
      },
      artifact: { structuredOutputs: { a: { name: 'Notiz', result: long } } },
    })
    expect(read(body, mapping)).toMatchObject({ serviceName: 'Schnitt, Farbe', summary: long })
  })
})

describe('evidence', () => {
  it('names the source and what stood there', () => {
    const mapping = mappingOf(
      {
        fields: [
          {
            key: 'visit',
            label: 'Visit',
            sources: [variable('slot', 'date', 'start')],
            type: 'date',
          },
          { key: 'guests', label: 'Guests', sources: [path('message.guests')], type: 'number' },
        ],
        lines: { outcome: { sources: [output('Booking result', 'yes_no', 'done')] } },
        values: [{ outcome: 'booked', value: 'true' }],
      },
      { outcomes },
    )
    const body = reportOf({
      analysis: { structuredData: { price: 30, waehrung: 'EUR' }, summary: ' Ada called. ' },
      artifact: {
        structuredOutputs: { a: { name: 'Booking result', result: { done: 'ja', note: 'x' } } },
        variableValues: { slot: { start: '01.12.2026' } },
      },
      customer: { name: 'Ada', number: '+12025550146' },
      guests: '4 Personen',
    })
    const report = read(body, mapping)
    expect(report).toMatchObject({ fields: { guests: 4, visit: '2026-12-01' }, outcome: 'booked' })
    expect(report.evidence).toEqual({
      currency: { from: 'analysis.structuredData.waehrung', raw: 'EUR' },
      customerName: { from: 'customer.name', raw: 'Ada' },
      customerPhone: { from: "caller's line", raw: '+12025550146' },
      'fields.guests': { from: 'guests', raw: '4 Personen' },
      'fields.visit': { from: 'variable "slot" › start', raw: '01.12.2026' },
      outcome: { from: 'structured output "Booking result" › done', raw: 'ja' },
      price: { from: 'analysis.structuredData.price', raw: '30' },
      summary: { from: 'analysis.summary', raw: 'Ada called.' },
    })
  })

  it.each<[string, unknown, object]>([
    [
      'flags',
      withData({ booking: { appointmentBooked: 'yes' } }),
      { outcome: { from: 'analysis.structuredData.booking.appointmentBooked', raw: 'yes' } },
    ],
    [
      'a list of items, cut',
      withData({ services: [{ name: 'Cut', price: '€30' }, { name: 'x'.repeat(300) }] }),
      {
        serviceName: {
          from: 'analysis.structuredData.services',
          raw: `[{"name":"Cut","price":"€30"},{"name":"${'x'.repeat(300)}`.slice(0, 200),
        },
      },
    ],
    [
      'data in a place by mistake',
      reportOf({ structuredData: { 'the outcome': 'a', outcome: 'booked' } }),
      { outcome: { from: 'structuredData.outcome', raw: 'booked' } },
    ],
    [
      'a number that was noted',
      reportOf({
        artifact: {
          structuredOutputs: { a: { name: 'Lead', result: { Teléfono: '+12025550146' } } },
        },
      }),
      { customerPhone: { from: 'structured output "Lead" › Telefono', raw: '+12025550146' } },
    ],
    [
      'halves of a name',
      withData({ vorname: 'Ada', nachname: 'Byron' }),
      { customerName: { from: 'analysis.structuredData.vorname', raw: 'Ada' } },
    ],
    [
      'a summary under another name',
      withData({ resumen: 'Rosa llamó.' }),
      { summary: { from: 'analysis.structuredData.resumen', raw: 'Rosa llamó.' } },
    ],
    [
      'metadata',
      reportOf({ call: { id: 'x', metadata: { customerName: 'Ada' } } }),
      { customerName: { from: 'metadata.customerName', raw: 'Ada' } },
    ],
  ])('of the built-in reading: %s', (_name, body, wanted) => {
    expect(read(body).evidence).toMatchObject(wanted)
  })

  it('is masked, and the same each time', () => {
    const mapping = mappingOf(lineOf('serviceName', path('analysis.structuredData.x')))
    const body = withData({ x: `sk-${'0123456789abcdef'.repeat(3)} for the cut` })
    const line = read(body, mapping).evidence?.serviceName
    expect(line).toMatchObject({ raw: '[masked] for the cut' })
    expect(read(body, mapping).evidence?.serviceName).toEqual(line)
  })
})

describe('the mapping of a client', () => {
  const desk = {
    lines: {
      outcome: { otherwise: 'built_in', sources: [path('a')] },
      price: { otherwise: 'built_in', sources: [path('b')] },
    },
    outcomes: [
      { colour: 'grey', followUp: false, key: 'booked', label: 'Booked' },
      { colour: 'grey', followUp: false, key: 'lost', label: 'No deal' },
    ],
    values: [{ outcome: 'lost', value: 'nein' }],
  } as const
  const copy: NonNullable<Parameters<typeof effectiveMapping>[0]['desk']> = JSON.parse(
    JSON.stringify(desk),
  )

  it('takes the place of the desk’s, line by line and value by value', () => {
    const client = {
      fields: [],
      lines: { outcome: { otherwise: 'nothing' as const, sources: [] } },
      values: [
        { outcome: 'booked', value: 'Nein' },
        { outcome: 'lost', value: 'booked' },
      ],
    }
    expect(effectiveMapping({ client, currency: 'EUR', desk: copy, version: '1' })).toEqual({
      currency: null,
      fields: [],
      lines: { outcome: { otherwise: 'nothing', sources: [] }, price: desk.lines.price },
      values: { booked: 'lost', lost: 'lost', nein: 'booked', 'no deal': 'lost' },
      version: '1',
    })
  })

  it('has no values that name outcomes which the desk does not have', () => {
    const gone = (value: string) => ({ outcome: 'gone', value })
    const values = [...copy.values, gone('weg')]
    const client = { fields: [], lines: {}, values: [gone('nein'), gone('booked'), gone('fort')] }
    const mapping = effectiveMapping({
      client,
      currency: null,
      desk: { ...copy, values },
      version: '1',
    })
    expect(mapping?.values).toEqual({
      booked: 'booked',
      lost: 'lost',
      nein: 'lost',
      'no deal': 'lost',
    })
    const desk = { lines: {}, outcomes: [], values: [gone('weg')] }
    expect(effectiveMapping({ client, currency: null, desk, version: '1' })).toBeNull()
  })

  it('is null if nothing is mapped', () => {
    const nothing = { lines: {}, values: [] }
    const client = { ...nothing, fields: [] }
    expect(effectiveMapping({ client: null, currency: 'EUR', desk: null, version: '' })).toBeNull()
    expect(
      effectiveMapping({ client, currency: null, desk: { ...nothing, outcomes: [] }, version: '' }),
    ).toBeNull()
    expect(effectiveMapping({ client, currency: null, desk: copy, version: '' })).not.toBeNull()
  })
})
