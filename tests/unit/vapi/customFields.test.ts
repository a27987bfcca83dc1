import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../../src/lib/json'
import { readCustomFields, type StructuredOutput } from '../../../src/vapi/customFields'

const read = (sources: {
  message?: JsonObject
  structuredData?: JsonValue
  structuredDataMulti?: JsonValue
  structuredOutputs?: StructuredOutput[]
}) =>
  readCustomFields({
    message: sources.message ?? {},
    structuredData: sources.structuredData,
    structuredDataMulti: sources.structuredDataMulti,
    structuredOutputs: sources.structuredOutputs ?? [],
  })
const inData = (structuredData: JsonValue) => read({ structuredData })

describe('where custom fields are found', () => {
  it.each(['outcome', 'Outcome', 'call_outcome', 'Call Result', 'DISPOSITION'])(
    'the outcome under %s',
    (name) => {
      expect(inData({ [name]: 'booked' }).outcome).toBe('booked')
    },
  )

  it.each(['serviceName', 'service_name', 'Service', 'Booked Service', 'requested-service'])(
    'the service under %s',
    (name) => {
      expect(inData({ [name]: 'Haircut' }).serviceName).toBe('Haircut')
    },
  )

  it.each(['price', 'Service Price', 'total_price', 'quotedPrice', 'amount', 'Total'])(
    'the price under %s',
    (name) => {
      expect(inData({ [name]: '€30' }).price).toEqual({ amount: 30, currencies: ['EUR'] })
    },
  )

  it('on the message, in data, in a list of data, in an output by name, inside an output', () => {
    expect(read({ message: { outcome: 'a' } }).outcome).toBe('a')
    expect(read({ structuredDataMulti: [{ x: 1 }, { outcome: 'b' }] }).outcome).toBe('b')
    expect(read({ structuredOutputs: [{ name: 'Outcome', result: 'c' }] }).outcome).toBe('c')
    expect(
      read({ structuredOutputs: [{ name: 'Intake', result: { booking: { outcome: 'd' } } }] })
        .outcome,
    ).toBe('d')
  })

  it('nested to four levels and no deeper, the shallower first', () => {
    const nest = (levels: number): JsonValue =>
      levels === 1 ? { outcome: 'deep' } : { inner: nest(levels - 1) }
    expect(inData(nest(4)).outcome).toBe('deep')
    expect(inData(nest(5)).outcome).toBeNull()
    expect(inData({ a: { b: { outcome: 'deep' } }, c: { outcome: 'shallow' } }).outcome).toBe(
      'shallow',
    )
  })

  it('an exact name wins over an alias, also over one in an earlier source', () => {
    expect(inData({ total: 99, nested: { price: 30 } }).price?.amount).toBe(30)
    expect(
      read({ message: { service: 'x' }, structuredData: { serviceName: 'y' } }).serviceName,
    ).toBe('y')
    expect(inData({ total: '€99', amount: '€30' }).price?.amount).toBe(30)
  })

  it('an object or list is read by its name', () => {
    expect(inData({ service: { name: 'Haircut', price: 30 } })).toMatchObject({
      serviceName: 'Haircut',
      price: { amount: 30 },
    })
    expect(inData({ price: { amount: '30', currency: 'USD' } }).price).toEqual({
      amount: 30,
      currencies: ['USD'],
    })
    expect(inData({ services: ['Cut', 'Shave'] }).serviceName).toBe('Cut, Shave')
  })

  it.each(['', ' ', 'N/A', 'none', 'NULL', 'Unknown', '-', null])('%j says nothing', (value) => {
    expect(inData({ outcome: value, serviceName: value, price: value })).toMatchObject({
      outcome: null,
      serviceName: null,
      price: null,
    })
    expect(inData({ outcome: value, callOutcome: 'booked' }).outcome).toBe('booked')
  })

  it('numbers and booleans become text', () => {
    expect(inData({ outcome: true, serviceName: 7 })).toMatchObject({
      outcome: 'true',
      serviceName: '7',
    })
  })

  it("Vapi's own objects and bill are never taken from the message", () => {
    const message = { service: { name: 'vapi' }, total: 5, amount: 4, cost: 3, outcome: { a: 1 } }
    expect(read({ message })).toEqual({
      outcome: null,
      serviceName: null,
      price: null,
      structuredData: null,
    })
  })
})

describe('currency', () => {
  it('a separate field counts as the price’s own text', () => {
    expect(inData({ price: 30, currency: 'cad' }).price?.currencies).toEqual(['CAD'])
    expect(inData({ price: 30, currency: '€' }).price?.currencies).toEqual(['EUR'])
    expect(inData({ price: 30, currency: 'N/A' }).price?.currencies).toBeNull()
    // An unknown currency is not the client's.
    expect(inData({ price: 30, currency: 'coins' }).price).toBeNull()
  })

  it('narrows what the sign leaves open and does not contradict a clear one', () => {
    expect(inData({ price: '$30', currency: 'CAD' }).price?.currencies).toEqual(['CAD'])
    expect(inData({ price: '€30', currency: 'USD' }).price?.currencies).toEqual(['EUR'])
  })
})

describe('structuredData', () => {
  it('gathers every custom field, also those with a column', () => {
    expect(
      read({
        message: { outcome: 'booked', timestamp: 1 },
        structuredData: { a: 1, empty: '', none: null, list: [], flag: false },
        structuredDataMulti: [{ b: 2 }],
        structuredOutputs: [
          { name: 'Lead', result: { c: 3 } },
          { name: 'Seen', result: false },
        ],
      }).structuredData,
    ).toEqual({
      a: 1,
      flag: false,
      outcome: 'booked',
      Lead: { c: 3 },
      Seen: false,
      structuredDataMulti: [{ b: 2 }],
    })
  })

  it('keeps what is no object under value', () => {
    expect(inData('free text').structuredData).toEqual({ value: 'free text' })
    expect(inData([1]).structuredData).toEqual({ value: [1] })
  })

  it('loses no value when two carry one name', () => {
    expect(
      read({
        structuredData: { Lead: 1 },
        structuredOutputs: [
          { name: 'Lead', result: 1 },
          { name: 'Lead', result: 2 },
          { name: 'Lead', result: 3 },
        ],
      }).structuredData,
    ).toEqual({ Lead: 1, 'Lead (2)': 2, 'Lead (3)': 3 })
  })

  it('cannot be changed by a name', () => {
    const outputs = ['__proto__', 'constructor', 'toString'].map((name) => ({ name, result: 'x' }))
    const { structuredData } = read({ structuredOutputs: outputs })
    expect(Object.keys(structuredData ?? {})).toEqual(['constructor', 'toString'])
    expect(Object.getPrototypeOf(structuredData)).toBe(Object.prototype)
  })
})

describe('a client that sends more than anybody would ask for', () => {
  const many = (count: number, name: (n: number) => string, value: JsonValue) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [name(n), value]))
  const read = (structuredData: JsonValue) =>
    readCustomFields({
      message: {},
      structuredData,
      structuredDataMulti: undefined,
      structuredOutputs: [],
    })

  it.each([
    ['nothing empty', {}],
    ['something empty', { none: null }],
  ])('has the first 10,000 fields kept, with %s, and the known ones read', (_name, more) => {
    const data = { ...more, ...many(50_000, (n) => `k${n}`, 1), outcome: 'booked', price: '€30' }
    const { outcome, price, structuredData } = read(data)
    expect(Object.keys(structuredData ?? {})).toHaveLength(10_000)
    expect(structuredData).toMatchObject({ k0: 1, k9998: 1 })
    expect({ outcome, price: price?.amount }).toEqual({ outcome: 'booked', price: 30 })
  })

  it('is read in time, however many names mean the same', () => {
    const spelled = (word: string) => (n: number) =>
      Array.from(
        word,
        (char, at) => char + '_- .:;+!?,'.charAt(Math.floor(n / 10 ** at) % 10),
      ).join('')
    const start = process.cpuUsage()
    expect(read({ ...many(20_000, spelled('total'), 30), loan: 1 }).price).toBeNull()
    read({ ...many(20_000, spelled('name'), 'Ada'), sku: 1 })
    read({ ...many(10_000, spelled('price'), '30-40'), ...many(10_000, spelled('total'), 35) })
    read({
      ...many(10_000, spelled('price'), 30),
      ...many(10_000, spelled('total'), 35),
      guests: 4,
    })
    read(Array.from({ length: 20_000 }, (_, n) => ({ name: `no name ${n}`, value: 'not given' })))
    // Each weighed against all the others took minutes.
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(10)
  })
})
