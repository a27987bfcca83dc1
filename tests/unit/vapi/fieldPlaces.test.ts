import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../../src/lib/json'
import { readAll, readCustomFields } from '../../../src/vapi/customFields'
import type { Extracted } from '../../../src/vapi/fields/extracted'
import { readExtracted } from '../../../src/vapi/fields/extracted'

const extracted = (parts: Partial<Extracted>): Extracted => ({
  message: {},
  structuredData: undefined,
  structuredDataMulti: undefined,
  structuredOutputs: [],
  ...parts,
})
const inData = (structuredData: JsonValue) => readCustomFields(extracted({ structuredData }))
const callerIn = (structuredData: JsonValue) =>
  readAll(extracted({ structuredData })).findCallerName()?.value ?? null
const outputs = (results: Record<string, JsonValue>) =>
  readCustomFields(
    extracted({
      structuredOutputs: Object.entries(results).map(([name, result]) => ({ name, result })),
    }),
  )

const FIELDS = { outcome: 'booked', price: '€80', service: 'Colour' }
const READ = {
  outcome: 'booked',
  price: { amount: 80, currencies: ['EUR'] },
  serviceName: 'Colour',
}
const NOTHING = { outcome: null, price: null, serviceName: null }

const THIS_BOOKING = [
  ...[
    'booking',
    'appointment',
    'order',
    'reservation',
    'quote',
    'Booking Details',
    'new_appointment',
  ],
  ...['bookingInfo', 'appointment_request', 'salonBooking', 'data', 'result', 'extracted_data'],
  ...[
    'bookingdetails',
    'intake',
    'call_details',
    'Termin',
    'cita',
    'rendez-vous_rdv',
    'agendamento',
  ],
  ...['appuntamento', 'afspraak', 'inquiry', 'lead'],
]
const SOMETHING_ELSE = [
  ...[
    'last_visit',
    'lastVisit',
    'previous_appointment',
    'PreviousBooking',
    'history',
    'past_orders',
  ],
  ...[
    'earlier_call',
    'rating',
    'ratings',
    'survey',
    'feedback',
    'customer_feedback',
    'score',
    'guests',
  ],
  ...[
    'people',
    'tokens',
    'counts',
    'loan',
    'budget',
    'income',
    'mortgage_quote',
    'competitor',
    'crm',
  ],
  ...['competitor_quote', 'market_price', 'alternative_offer', 'recommended', 'upsell', 'vehicle'],
  ...['property', 'account', 'cancelled_booking', 'sample_order', 'pet', 'employee', 'location'],
  ...[
    'customer',
    'letzter_termin',
    'ultima_visita',
    'current_booking',
    'averageOrder',
    'neighbours',
  ],
]

it('a name is no text in a code fence, but may have a sign of its own', () => {
  expect(callerIn({ first_name: '```json\n-1\n```', last_name: '"from CHF36,200.88"' })).toBe(
    '"from CHF36,200.88"',
  )
  expect(callerIn({ first_name: 'Ada', last_name: 'O`Brien' })).toBe('Ada O`Brien')
})

describe('where names count', () => {
  it.each(THIS_BOOKING)('inside %s', (holder) => {
    expect(inData({ [holder]: FIELDS })).toMatchObject(READ)
    expect(inData({ [holder]: [FIELDS] })).toMatchObject(READ)
    expect(inData({ data: { [holder]: FIELDS } })).toMatchObject(READ)
  })

  it.each(SOMETHING_ELSE)('not inside %s, which stays in structuredData', (holder) => {
    for (const inner of [FIELDS, [FIELDS], { booking: FIELDS }]) {
      const read = inData({ [holder]: inner })
      expect(read).toMatchObject({ ...NOTHING, structuredData: { [holder]: inner } })
      expect(inData({ booking: { [holder]: inner } })).toMatchObject(NOTHING)
    }
  })

  it('inside an output of any name but one of something else', () => {
    for (const name of ['Salon Intake', 'so-1234-5678', '0e1d2c3b-0000-4000-8000-000000000002']) {
      expect(outputs({ [name]: FIELDS })).toMatchObject(READ)
    }
    for (const name of ['Last visit', 'Customer Satisfaction', 'Competitor quote']) {
      expect(outputs({ [name]: FIELDS })).toMatchObject(NOTHING)
    }
    expect(outputs({ 'Last price': '€80', 'Previous Service': 'Colour' })).toMatchObject(NOTHING)
  })
})

describe('a generic name', () => {
  it.each([
    'total',
    'amount',
    'totalAmount',
    'cost',
    'quote',
    'estimate',
    'Betrag',
    'importe',
    'monto',
  ])('%s needs a sign, a currency or a service beside it', (name) => {
    expect(inData({ [name]: 45 }).price).toBeNull()
    expect(inData({ outcome: 'booked', [name]: 45 }).price).toBeNull()
    expect(inData({ [name]: '€45' }).price?.amount).toBe(45)
    expect(inData({ [name]: 45, currency: 'EUR' }).price?.amount).toBe(45)
    expect(inData({ [name]: 45, service: 'Massage' }).price?.amount).toBe(45)
  })

  it.each<JsonObject>([
    { guests: 4, service: 'Dinner', total: 12 },
    { service: 'Dinner', total: 4 },
    { currency: 'USD', loan_type: 'fixed', total: 250_000 },
    { amount: '$250,000', service: 'Mortgage advice' },
    { amount: '$9,000', monthly_income: true },
    { amount: 3, service: 4 },
    { total: '4 guests' },
    { total_tokens: 900, tokens: { total: 900 } },
    { quote: 'Best cut ever, 5 stars' },
  ])('beside counts, loans and marks it is no price: %j', (data) => {
    expect(inData(data).price).toBeNull()
  })

  it.each<JsonObject>([
    { food: 5, price: 3, service: 4 },
    { price: '3/5', service: '4/5' },
    { price: 3, serviceRating: 4 },
    { overall_score: 9, price: 8, service: 10, staff: 9 },
    { price: 2, service: 'good', staff: 3 },
    { service: { rating: 4 } },
    { service: 4 },
    { service: '4 stars' },
    { service: 'excellent' },
    { service: true },
    { service: 'yes' },
    { services: { speed: 4, taste: 5 } },
    { price: { max: 50, min: 40 } },
    { price: { rating: 3 } },
    { price: { scale: 5, value: 3 } },
  ])('the answers of a survey are neither service nor price: %j', (data) => {
    expect(inData(data)).toMatchObject({ price: null, serviceName: null })
    expect(outputs(data)).toMatchObject({ price: null, serviceName: null })
  })
})

describe('what is no name', () => {
  it.each([
    '{"a": "cut off',
    '```json\n{"a"',
    '[{"name":',
    '[1e+300,{"service": "Cut"',
    '[null, "Cut"',
    '[1]',
  ])('broken JSON: %j', (text) => {
    expect(inData({ outcome: text, serviceName: text })).toMatchObject(NOTHING)
  })

  it('what says nothing in a list', () => {
    expect(inData({ services: ['Cut', 'N/A', ''] }).serviceName).toBe('Cut')
    expect(inData({ services: ['N/A', ''] }).serviceName).toBeNull()
  })
})

describe('several services', () => {
  const cut = { name: 'Haircut', price: 30 }
  const beard = { name: 'Beard trim', price: 15 }
  const items = [cut, beard]
  const priceOf = (data: JsonValue) => inData(data).price

  it.each(['services', 'items', 'line_items', 'bookings', 'appointments', 'products', 'Leistung'])(
    'in %s are joined, their prices added',
    (name) => {
      expect(inData({ [name]: items })).toMatchObject({
        price: { amount: 45, currencies: null },
        serviceName: 'Haircut, Beard trim',
      })
      expect(inData({ order: { [name]: items } }).serviceName).toBe('Haircut, Beard trim')
      expect(outputs({ [name]: items })).toMatchObject({
        price: { amount: 45 },
        serviceName: 'Haircut, Beard trim',
      })
    },
  )

  it('a total wins over the sum, and a count is no total', () => {
    expect(priceOf({ services: items, total: 40 })?.amount).toBe(40)
    expect(priceOf({ services: items, totalPrice: '€50' })).toEqual({
      amount: 50,
      currencies: ['EUR'],
    })
    expect(priceOf({ order: { currency: 'GBP', items, total: 41.5 } })).toEqual({
      amount: 41.5,
      currencies: ['GBP'],
    })
    expect(priceOf({ services: items, total: 2 })?.amount).toBe(45)
    expect(priceOf({ price: 30, services: items })?.amount).toBe(45)
  })

  it('there is no sum unless each has a price and all are in one currency', () => {
    const priced = (first: JsonValue, second: JsonValue) =>
      priceOf({
        services: [
          { name: 'A', price: first },
          { name: 'B', price: second },
        ],
      })
    expect(priced('€30', '€15')).toEqual({ amount: 45, currencies: ['EUR'] })
    expect(priced('$30', 'USD 15')).toEqual({ amount: 45, currencies: ['USD'] })
    expect(priced('€30', '$15')).toBeNull()
    expect(priced('€30', 15)).toBeNull()
    expect(priced('€30', null)).toBeNull()
    expect(priced('€30', '10-20')).toBeNull()
    expect(priceOf({ services: [{ ...cut, quantity: 2 }, beard] })).toBeNull()
    expect(priceOf({ services: [{ ...cut, quantity: 2, total: 60 }, beard] })?.amount).toBe(75)
    expect(priceOf({ currency: 'EUR', services: items })?.currencies).toEqual(['EUR'])
    expect(priceOf({ currency: 'Gil', services: items })).toBeNull()
  })

  it('what was declined, or is over, does not count', () => {
    const declined = { name: 'Colour', price: 80, selected: false }
    const over = { price: 70, service: 'Perm', status: 'completed' }
    expect(inData({ services: [...items, declined, over] })).toMatchObject({
      price: { amount: 45 },
      serviceName: 'Haircut, Beard trim',
    })
  })

  it('a list of bookings may be all there is', () => {
    const list = [
      { price: '€30', service: 'Cut' },
      { price: '€15', service: { name: 'Shave' } },
    ]
    for (const data of [list, { appointments: list }, JSON.stringify(list)]) {
      expect(inData(data)).toMatchObject({ price: { amount: 45 }, serviceName: 'Cut, Shave' })
    }
    expect(outputs({ 'What was booked': list })).toMatchObject({
      price: { amount: 45 },
      serviceName: 'Cut, Shave',
    })
  })

  it('prices in a list beside as many services are added', () => {
    expect(inData({ price: ['€30', '€15'], services: ['Cut', 'Shave'] })).toMatchObject({
      price: { amount: 45 },
      serviceName: 'Cut, Shave',
    })
    expect(priceOf({ prices: [30, 15, 5], services: ['Cut', 'Shave'] })).toBeNull()
  })
})

describe('currency beside a price', () => {
  it('comes from its own text, its object, beside it, further out, or elsewhere', () => {
    const currenciesOf = (data: JsonValue) => inData(data).price?.currencies
    expect(currenciesOf({ booking: { price: '€30' }, currency: 'USD' })).toEqual(['EUR'])
    expect(currenciesOf({ booking: { price: { amount: 30, currency: 'CHF' } } })).toEqual(['CHF'])
    expect(currenciesOf({ booking: { currency: 'CHF', price: 30 }, currency: 'USD' })).toEqual([
      'CHF',
    ])
    expect(currenciesOf({ booking: { price: 30 }, currency: 'USD' })).toEqual(['USD'])
    expect(currenciesOf({ booking: { price: 30 }, quote: { currency: 'USD' } })).toEqual(['USD'])
    expect(currenciesOf({ preis: '30', währung: 'Euro' })).toEqual(['EUR'])
  })

  it('an unknown one leaves no price, unless the text itself says', () => {
    expect(inData({ currency: 'XYZ', price: 30 }).price).toBeNull()
    expect(inData({ currency: 'XYZ', price: '$30' }).price?.amount).toBe(30)
    expect(inData({ currency: '', price: 30 }).price).toEqual({ amount: 30, currencies: null })
  })
})

describe('yes and no', () => {
  it.each<[JsonObject, string | null]>([
    [{ appointmentBooked: true }, 'booked'],
    [{ is_booked: 'yes' }, 'booked'],
    [{ 'Appointment Booked': 'Yes.' }, 'booked'],
    [{ wasBooked: 1 }, 'booked'],
    [{ callbackRequested: true }, 'callback requested'],
    [{ appointmentBooked: false }, 'not booked'],
    [{ appointmentBooked: false, callbackRequested: true }, 'callback requested'],
    [{ callbackRequested: false }, null],
    [{ appointmentBooked: 'pending' }, null],
    [{ appointmentBooked: 'Yes, on Friday' }, 'booked'],
    [{ status: 'confirmed' }, 'confirmed'],
    [{ status: 'active' }, null],
    [{ outcome: { details: 'x', type: 'booked' } }, 'booked'],
    [{ booked: true, outcome: 'Deposit taken' }, 'Deposit taken'],
    [{ booked: true, cancelled: true }, null],
    [{ appointment: { confirmed: true } }, 'confirmed'],
    [{ last_visit: { booked: true } }, null],
    [{ customer: { confirmed: true } }, null],
    [{ rescheduled: true }, 'rescheduled'],
    [{ termin_gebucht: 'ja' }, 'booked'],
    [{ citaAgendada: 'sí' }, 'booked'],
    [{ rendezVousPris: 'oui' }, 'booked'],
    [{ consultaAgendada: 'não' }, 'not booked'],
    [{ appuntamentoFissato: 'sì' }, 'booked'],
    [{ afspraak_gemaakt: 'nee' }, 'not booked'],
    [{ resolved: false }, 'not resolved'],
  ])('%j gives %j', (data, outcome) => {
    expect(inData(data).outcome).toBe(outcome)
    expect(outputs(data).outcome).toBe(outcome)
  })
})

describe('other languages', () => {
  it.each<[Record<string, string>]>([
    [{ Ergebnis: 'Termin gebucht', Dienstleistung: 'Haarschnitt', Preis: '35 €' }],
    [{ resultado: 'cita confirmada', servicio: 'Corte', precio: '35 €' }],
    [{ résultat: 'rdv pris', prestation: 'Coupe', prix: '35 €' }],
    [{ resultado: 'agendado', serviço: 'Corte', preço: '35 €' }],
    [{ esito: 'prenotato', servizio: 'Taglio', prezzo: '35 €' }],
    [{ uitkomst: 'geboekt', dienst: 'Knippen', prijs: '35 €' }],
  ])('%j', (data) => {
    const values = Object.values(data)
    expect(inData(data)).toMatchObject({
      outcome: values[0],
      price: { amount: 35, currencies: ['EUR'] },
      serviceName: values[1],
    })
  })

  it.each<[JsonObject, { name: string | null; price: number; serviceName: string }]>([
    [
      {
        paciente: { apellidos: 'Gómez', nombre: 'Lucía' },
        precio: '60 €',
        tratamiento: 'Limpieza',
      },
      { name: 'Lucía Gómez', price: 60, serviceName: 'Limpieza' },
    ],
    [
      {
        leistungen: [
          { bezeichnung: 'Schnitt', preis: '20 €' },
          { bezeichnung: 'Farbe', preis: '40 €' },
        ],
      },
      { name: null, price: 60, serviceName: 'Schnitt, Farbe' },
    ],
    [
      {
        paziente: { cognome: 'Rossi', nome: 'Ada' },
        servizi: ['Taglio', 'Colore'],
        totale: '95 €',
      },
      { name: 'Ada Rossi', price: 95, serviceName: 'Taglio, Colore' },
    ],
    [
      { client: { nom: 'Dupont', prénom: 'Marie' }, prestation: { nom: 'Coupe', prix: '45 €' } },
      { name: 'Marie Dupont', price: 45, serviceName: 'Coupe' },
    ],
    [
      {
        klant: { achternaam: 'de Vries', voornaam: 'Jan' },
        behandeling: 'Knippen',
        kosten: '€ 27,50',
      },
      { name: 'Jan de Vries', price: 27.5, serviceName: 'Knippen' },
    ],
    [
      { cliente: { nome: 'João', sobrenome: 'Silva' }, serviço: 'Barba', valor: 'R$ 35,00' },
      { name: 'João Silva', price: 35, serviceName: 'Barba' },
    ],
  ])('objects, lists and the caller: %j', (data, { name, price, serviceName }) => {
    expect(callerIn(data)).toBe(name)
    expect(inData(data)).toMatchObject({ price: { amount: price }, serviceName })
  })

  it.each(['keine Angabe', 'no aplica', 'non précisé', 'não informado', 'sconosciuto', 'geen'])(
    '%j says nothing',
    (value) => {
      expect(inData({ outcome: value, price: value, service: value })).toMatchObject(NOTHING)
    },
  )
})

describe('who called', () => {
  it.each<[JsonObject, string | null]>([
    [{ customer_name: 'Ada Byron' }, 'Ada Byron'],
    [{ callerName: 'Ada', patient_name: 'Bo' }, 'Ada'],
    [{ first_name: 'Ada', last_name: 'Byron' }, 'Ada Byron'],
    [{ reservation: { full_name: 'Ada Byron' } }, 'Ada Byron'],
    [{ customer: { name: 'Ada Byron' } }, 'Ada Byron'],
    [{ caller: 'Ada Byron' }, 'Ada Byron'],
    [{ name: 'Ada Byron', outcome: 'booked' }, 'Ada Byron'],
    [{ name: 'Ada Byron', phone: '+1', price: 30 }, 'Ada Byron'],
    [{ name: 'Haircut', price: 30 }, null],
    [{ booking: { name: 'Full groom' } }, null],
    [{ booking: { email: 'a@b.example', name: 'Ada Byron' } }, 'Ada Byron'],
    [{ agent_name: 'Sophie', business_name: 'Salon' }, null],
    [{ stylist: { name: 'Sam' } }, null],
    [{ last_caller: { name: 'Sam' } }, null],
    [{ customerName: 'Unknown' }, null],
    [{ customerName: 'anonymous caller' }, null],
    [{ customerName: 'N/A', name: 'Ada' }, 'Ada'],
    [{ Vorname: 'Ada', Nachname: 'Byron' }, 'Ada Byron'],
    [{ apellidos: 'Byron', nombre: 'Ada' }, 'Ada Byron'],
    [{ nom_du_client: 'Ada Byron' }, 'Ada Byron'],
    [{ Klantnaam: 'Ada Byron' }, 'Ada Byron'],
  ])('%j', (data, name) => {
    expect(callerIn(data)).toBe(name)
  })
})

describe('JSON as text', () => {
  const json = JSON.stringify(FIELDS)
  it.each([
    ...[json, ` ${json}\n`, `\`\`\`json\n${json}\n\`\`\``, `\`\`\`\n${json}\`\`\``],
    ...[JSON.stringify(json), `Here it is:\n\`\`\`json\n${json}\n\`\`\``],
  ])('is read: %j', (text) => {
    const parts = { analysis: { structuredData: text } }
    expect(readCustomFields(readExtracted(parts, parts))).toMatchObject({
      ...READ,
      structuredData: FIELDS,
    })
    expect(inData({ booking: text })).toMatchObject(READ)
    expect(readCustomFields(readExtracted({ structuredDataMulti: `[${text}]` }, {}))).toBeDefined()
    const artifact = { structuredOutputs: { u: { name: 'Intake', result: text } } }
    expect(readCustomFields(readExtracted({ artifact }, {}))).toMatchObject({
      ...READ,
      structuredData: { Intake: FIELDS },
    })
  })

  it.each([
    '{"outcome": "booked"',
    '{"outcome": "\\u0000"}',
    '{"outcome": "\\ud800"}',
    '{"outcome": 1e999}',
    '{"outcome": "\\u0062ooked"}',
    `${'['.repeat(100)}${']'.repeat(100)}`,
  ])('stays text when it is not fit to be stored: %s', (text) => {
    expect(inData(text)).toMatchObject({ outcome: null, structuredData: { value: text } })
  })
})

describe('workflows and variables', () => {
  const read = (message: JsonObject) => readAll(readExtracted(message, message))

  it('what nodes extracted is a custom field; variables are read and not copied', () => {
    const variableValues = {
      caller_name: 'Tess',
      note: 'VIP',
      outcome: 'booked',
      quoted_price: '$65',
    }
    const { fields, findCallerName } = read({
      artifact: {
        nodes: [
          { nodeName: 'a', variableValues: { now: 'x', service: 'Groom' } },
          { nodeName: 'b', variableValues: { size: 'large' } },
        ],
        variableValues: { ...variableValues, now: 'x' },
        variables: variableValues,
      },
    })
    expect(fields).toEqual({
      outcome: 'booked',
      price: { amount: 65, currencies: expect.arrayContaining(['USD']) },
      serviceName: 'Groom',
      structuredData: { service: 'Groom', size: 'large' },
    })
    expect(findCallerName()?.value).toBe('Tess')
  })

  it('what the call began with is no outcome and no custom field', () => {
    const inputs = {
      apiNote: 'secret',
      name: 'Jon',
      outcome: 'no answer last time',
      service: 'Roof',
    }
    const { fields, findCallerName } = read({
      artifact: { nodes: [{ variableValues: inputs }], variableValues: inputs },
      call: { assistantOverrides: { variableValues: inputs } },
    })
    expect(fields).toMatchObject({ outcome: null, serviceName: 'Roof', structuredData: null })
    expect(findCallerName()?.value).toBe('Jon')
  })

  it('a generic name or a list among variables says nothing of this call', () => {
    const variableValues = {
      amount: '$500',
      customer: { price: '$9' },
      services: ['Cut', 'Colour'],
      total: '$40',
    }
    expect(read({ artifact: { variableValues } }).fields).toMatchObject(NOTHING)
  })

  it('what the agent found out comes before what it was given', () => {
    const message = {
      analysis: { structuredData: { quotedPrice: '€30', requestedService: 'Cut' } },
      artifact: { variableValues: { price: '€99', serviceName: 'Colour' } },
    }
    expect(read(message).fields).toMatchObject({ price: { amount: 30 }, serviceName: 'Cut' })
  })

  it('all below message.call is read when the message does not say', () => {
    const structuredOutputs = { u: { name: 'Intake', result: FIELDS } }
    expect(read({ call: { artifact: { structuredOutputs } } }).fields).toMatchObject(READ)
    expect(read({ call: { analysis: { structuredData: FIELDS } } }).fields).toMatchObject(READ)
  })
})
