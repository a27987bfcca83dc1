import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../../src/lib/json'
import { readCustomFields } from '../../../src/vapi/customFields'
import { readExtracted } from '../../../src/vapi/fields/extracted'

const read = (structuredData: JsonValue) => {
  const message = { analysis: { structuredData } }
  return readCustomFields(readExtracted(message, message))
}
const priceOf = (data: JsonValue) => read(data).price?.amount ?? null

describe('which of several amounts is the price', () => {
  it.each<[JsonObject, number | null]>([
    // What is to be paid in the end.
    [{ discount: 15, finalPrice: 45, price: 60, service: 'Cut' }, 45],
    [{ discounted_price: '€45', price: '€60' }, 45],
    [{ original_price: '€60', price: '€45' }, 45],
    // A total before a part of it.
    [{ addons: [{ name: 'Wash', price: 10 }], price: 30, service: 'Cut', total: 40 }, 40],
    [{ price: '€100', service: 'Cut', tax: '€19', total: '€119' }, 119],
    [{ extras: '€15', service: { name: 'Cut', price: '€30' }, total: '€45' }, 45],
    [{ guests: 4, price: 25, service: 'Dinner', total: 100 }, 100],
    [{ price: 15, product: 'Pizza', quantity: 2, total: 30 }, 30],
    // A count is none.
    [{ price: 30, service: 'Cut', total: 4 }, 30],
    [{ price: '€30', service: 'Cut', total: 40 }, 30],
    // Of one or of all: no telling.
    [{ price: '$15', product: 'Pizza', quantity: 2 }, null],
    [{ price: '$15', product: 'Pizza', quantity: '3' }, null],
    [{ price: '$15', product: 'Pizza', quantity: 1 }, 15],
    [{ items: [{ name: 'Pizza', price: '€10', quantity: 3 }] }, null],
    // Beside what makes the sum another.
    [
      {
        cart: [
          { item: 'A', price: '$10' },
          { item: 'B', price: '$2' },
        ],
        delivery_fee: '$3',
      },
      null,
    ],
    [
      {
        discount: '10%',
        services: [
          { name: 'A', price: 10 },
          { name: 'B', price: 20 },
        ],
      },
      null,
    ],
    [
      {
        services: [
          { name: 'A', price: 10 },
          { name: 'B', price: 20 },
        ],
        tax: 3,
      },
      null,
    ],
    [
      {
        delivery_address: '12 Quay Lane',
        items: [
          { name: 'A', price: 10 },
          { name: 'B', price: 2 },
        ],
      },
      12,
    ],
    [
      {
        items: [
          { name: 'A', price: '$10' },
          { name: 'B', price: '$20' },
        ],
        tax: 3,
        total: '$33',
      },
      33,
    ],
    // In other units.
    [{ price: { amount: 4500, currency: 'EUR', unit: 'cents' } }, null],
    [{ price_cents: 4500 }, null],
    [{ pricing: { total: '€45' }, service: 'Cut' }, 45],
  ])('%j gives %j', (data, amount) => {
    expect(priceOf(data)).toBe(amount)
  })

  it.each<JsonObject>([
    { amount: '$4,500', claim_number: 'C-1' },
    { amount: '$300', amount_owed: '$300' },
    { amount: '$50', pledge: true },
    { amount: '$50', past_due: true },
    { amount: '$50', payment_type: 'deposit', service: 'Tattoo' },
    { amount: '€45', disputed: true, issue: 'Charged twice' },
    { amount: '€45', reason: 'refund' },
    {
      options: [
        { name: 'Basic', price: '$10' },
        { name: 'Pro', price: '$20' },
      ],
    },
    {
      services_offered: [
        { name: 'Basic', price: '$10' },
        { name: 'Pro', price: '$20' },
      ],
    },
  ])('an amount of something else is none: %j', (data) => {
    expect(priceOf(data)).toBeNull()
  })

  it.each([
    ...[
      'valor_total',
      'montant_total',
      'importe_total',
      'totaalbedrag',
      'price_estimate',
      'service_cost',
    ],
    ...[
      'precio_final',
      'prix_convenu',
      'vereinbarter Preis',
      'prezzo_stimato',
      'prijs_totaal',
      'fee',
    ],
  ])('it may be called %s', (name) => {
    expect(priceOf({ [name]: '€120' })).toBe(120)
  })
})

describe('the service', () => {
  it.each([
    ...[
      'service_required',
      'Type of Service',
      'tipo_de_servicio',
      'tipo_servizio',
      'type_de_prestation',
    ],
    ...['tipo_de_serviço', 'soort_dienst', 'gewünschte Leistung', 'service_names'],
  ])('may be called %s', (name) => {
    expect(read({ [name]: 'Boiler repair' }).serviceName).toBe('Boiler repair')
  })

  it('is all of those that are listed beside it', () => {
    expect(read({ service: 'Cut', services: ['Cut', 'Wash'] }).serviceName).toBe('Cut, Wash')
    expect(read({ service: 'Cut', services: ['Colour', 'Wash'] }).serviceName).toBe('Cut')
  })

  it.each<JsonObject>([
    { atmosphere: 'Cosy', food: 'Great', service: 'Friendly and quick' },
    { service: 'No service mentioned' },
    { service: 'N/A - wrong number' },
    { service: { description: 'What was asked for', type: 'string' } },
  ])('is none: %j', (data) => {
    expect(read(data).serviceName).toBeNull()
  })
})

describe('the outcome', () => {
  it.each<[JsonObject, string | null]>([
    [{ order: { id: 'A-1', status: 'out for delivery' } }, null],
    [{ order_status: 'shipped' }, null],
    [{ order_status: 'placed' }, 'placed'],
    [{ booking: { status: 'waitlisted' } }, 'waitlisted'],
    [{ 'Was the appointment booked?': 'Yes' }, 'booked'],
    [{ appointmentBooked: { confidence: 0.9, value: true } }, 'booked'],
    [{ outcome: { description: 'How it ended', type: 'string' } }, null],
  ])('of %j is %j', (data, outcome) => {
    expect(read(data).outcome).toBe(outcome)
  })
})

describe('fields in a list of names and values', () => {
  const PAIRS = [
    { name: 'outcome', value: 'booked' },
    { name: 'price', value: '€45' },
    { name: 'service', value: 'Cut' },
  ]
  const WANTED = {
    outcome: 'booked',
    price: { amount: 45, currencies: ['EUR'] },
    serviceName: 'Cut',
  }
  const renamed = (key: string, value: string) =>
    PAIRS.map((pair) => ({ confidence: 0.9, [key]: pair.name, [value]: pair.value }))

  it.each([
    ['name', 'value'],
    ['key', 'value'],
    ['field', 'answer'],
    ['question', 'answer'],
    ['label', 'response'],
  ])('%s and %s are read as an object', (key, value) => {
    expect(read(renamed(key, value))).toMatchObject(WANTED)
    expect(read({ fields: renamed(key, value) })).toMatchObject(WANTED)
    expect(read(JSON.stringify(renamed(key, value)))).toMatchObject(WANTED)
  })

  it('outputs with a value instead of a result are read', () => {
    const list = PAIRS.map((pair) => ({ id: 'x', ...pair }))
    for (const structuredOutputs of [list, { ...list }]) {
      const message: JsonObject = { artifact: { structuredOutputs } }
      expect(readCustomFields(readExtracted(message, message))).toMatchObject(WANTED)
    }
  })

  it('things with a name are none', () => {
    expect(read([{ name: 'Ada', value: 'booked', year: 1815 }]).outcome).toBeNull()
    expect(
      read({
        services: [
          { name: 'Cut', price: 30 },
          { name: 'Wash', price: 10 },
        ],
      }),
    ).toMatchObject({
      price: { amount: 40 },
      serviceName: 'Cut, Wash',
    })
  })
})
