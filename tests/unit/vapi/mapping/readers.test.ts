import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../../src/lib/json'
import { choicesOf, toFieldValue } from '../../../../src/vapi/mapping/fieldValue'
import { type FieldType, READERS, type Reader } from '../../../../src/vapi/mapping/mapping'
import { readValue } from '../../../../src/vapi/mapping/readValue'
import { nastyJson } from '../arbitraries'

const read = (reader: Reader, ...values: JsonValue[]) =>
  readValue(reader, values)?.read.value ?? null

describe('text', () => {
  it.each<[JsonValue, string | null]>([
    [' booked ', 'booked'],
    [7, '7'],
    [true, 'true'],
    [{ name: 'Haircut', price: 30 }, 'Haircut'],
    [{ confidence: 0.9, value: 'booked' }, 'booked'],
    ['{"outcome": "booked"}', 'booked'],
    [['Cut', 'Shave'], 'Cut'],
    ['N/A', null],
    ['nicht angegeben', null],
    ['no proporcionado', null],
    ['non précisé', null],
    ['non specificato', null],
    ['niet vermeld', null],
    ['não informado', null],
    ['[masked]', null],
    [null, null],
    [{}, null],
    [{ constructor: 1 }, null],
  ])('%j is %j', (value, wanted) => {
    expect(read('text', value)).toEqual(wanted)
  })
})

describe('number', () => {
  it.each<[JsonValue, number | null]>([
    [4, 4],
    [0, 0],
    [-2.5, -2.5],
    ['4', 4],
    ['4 Personen', 4],
    ['4 personas', 4],
    ['environ 4', 4],
    ['1.200,50', 1200.5],
    ['1,200.50', 1200.5],
    ['4,5', 4.5],
    ['80 %', 80],
    ['8/10', 8],
    ['4 von 5', 4],
    ['4 out of 5', 4],
    ['4 sur 5', 4],
    ['4 de 5', 4],
    ['4 su 5', 4],
    ['4 van 5', 4],
    ['four people', 4],
    ['zwei', 2],
    ['Zwölf', 12],
    ['dos personas', 2],
    ['huit', 8],
    ['sette', 7],
    ['drie', 3],
    ['três', 3],
    ['٤', 4],
    ['4 adults, 2 children', null],
    ['between 3 and 4', null],
    ['2026-12-01', null],
    ['many', null],
    [true, null],
    [Number.MAX_VALUE, null],
    ['0123', null],
  ])('%j is %j', (value, wanted) => {
    expect(read('number', value)).toEqual(wanted)
  })
})

describe('money', () => {
  it.each<[JsonValue, { amount: number; currencies: string[] | null } | null]>([
    [30, { amount: 30, currencies: null }],
    ['€30', { amount: 30, currencies: ['EUR'] }],
    ['25,00 €', { amount: 25, currencies: ['EUR'] }],
    ['1.200,50 EUR', { amount: 1200.5, currencies: ['EUR'] }],
    ["CHF 1'200.–", { amount: 1200, currencies: ['CHF'] }],
    ['R$ 45,90', { amount: 45.9, currencies: ['BRL'] }],
    [
      { amount: '30', currency: 'USD' },
      { amount: 30, currencies: ['USD'] },
    ],
    [{ betrag: 3 }, null],
    [[{ price: '€30' }, { price: '€40' }], { amount: 30, currencies: ['EUR'] }],
    ['€30-40', null],
    ['free', null],
    [true, null],
  ])('%j is %j', (value, wanted) => {
    expect(read('money', value)).toEqual(wanted)
  })
})

describe('phone', () => {
  it.each<[JsonValue, string | null]>([
    ['+1 (202) 555-0146', '+12025550146'],
    ['(786) 555-0142', '(786) 555-0142'],
    ['Tel. +49 30 901820', '+4930901820'],
    ['Téléphone : +33 1 99 00 12 34', '+33199001234'],
    [2025550146, '2025550146'],
    [{ number: '+12025550146' }, '+12025550146'],
    ['sip:+12025550146@example.com', '+12025550146'],
    ['anonymous', null],
    ['2026-12-01', null],
    ['€30', null],
    ['yes', null],
  ])('%j is %j', (value, wanted) => {
    expect(read('phone', value)).toEqual(wanted)
  })
})

describe('yes or no', () => {
  const YES = [
    ...['yes', 'Yes.', 'Yes, on Friday', 'yes please', 'TRUE', 'y', 'sure'],
    ...['ja', 'Ja, bitte', 'Ja – Freitag', 'jawohl', 'richtig'],
    ...['sí', 'Si', 'Sí, por favor', 'claro', 'verdadero'],
    ...['oui', "Oui, s'il vous plaît", 'vrai'],
    ...['sì', 'vero', 'certo'],
    ...['jazeker', 'waar', 'Ja graag'],
    ...['sim', 'verdadeiro', 'Sim, por favor'],
    ...['1', '✓', '✅', '✔️'],
  ]
  const NO = [
    ...['no', 'No.', 'No, too expensive', 'no thanks', 'FALSE', 'n', 'nope'],
    ...['nein', 'Nein danke', 'falsch', 'nee', 'onwaar'],
    ...['No, gracias', 'falso', 'non', 'Non merci', 'faux', 'no grazie'],
    ...['não', 'Nao', 'Não, obrigado', '0', '✗', '❌'],
  ]
  const NEITHER = [
    'no show',
    'No answer',
    'maybe',
    'yesterday',
    'Jana',
    'N/A',
    '2',
    'booked',
    'norma',
  ]

  it.each(YES)('%s is a yes', (word) => expect(read('yes_no', word)).toBe(true))
  it.each(NO)('%s is a no', (word) => expect(read('yes_no', word)).toBe(false))
  it.each(NEITHER)('%s is neither', (word) => expect(read('yes_no', word)).toBeNull())

  it('takes flags, 1 and 0', () => {
    expect([true, false, 1, 0, 2, null].map((value) => read('yes_no', value))).toEqual([
      true,
      false,
      true,
      false,
      null,
      null,
    ])
  })
})

describe('date', () => {
  it.each<[JsonValue, string | null]>([
    // ISO 8601
    ['2026-12-01', '2026-12-01'],
    ['2026/12/01', '2026-12-01'],
    ['20261201', '2026-12-01'],
    ['2026-12-01T10:30:00', '2026-12-01T10:30'],
    ['2026-12-01 10:30', '2026-12-01T10:30'],
    ['2026-12-01T10:30:00Z', '2026-12-01T10:30:00.000Z'],
    ['2026-12-01T10:30:00.500+01:00', '2026-12-01T09:30:00.500Z'],
    ['2026-12-01T10:30+01', '2026-12-01T09:30:00.000Z'],
    ['Tue, 01 Dec 2026 15:04:05 GMT', '2026-12-01T15:04:05.000Z'],
    [1_796_112_000_000, '2026-12-01T08:00:00.000Z'],
    [{ $date: '2026-12-01T08:00:00Z' }, '2026-12-01T08:00:00.000Z'],
    [{ dateTime: '2026-12-01T08:00:00', timeZone: 'Europe/Berlin' }, '2026-12-01T08:00'],
    // German
    ['01.12.2026', '2026-12-01'],
    ['1. 12. 2026', '2026-12-01'],
    ['04.03.2026', '2026-03-04'],
    ['01.12.2026, 10:30 Uhr', '2026-12-01T10:30'],
    ['01.12.2026 um 10.30 Uhr', '2026-12-01T10:30'],
    ['Dienstag, 1. Dezember 2026', '2026-12-01'],
    ['Dienstag, den 1. Dezember 2026 um 10 Uhr', '2026-12-01T10:00'],
    ['1. März 2026', '2026-03-01'],
    ['1. Jänner 2026', '2026-01-01'],
    // Spanish
    ['martes 1 de diciembre de 2026', '2026-12-01'],
    ['1 de diciembre de 2026 a las 15:30', '2026-12-01T15:30'],
    ['1 de diciembre de 2026 a las 3 de la tarde', '2026-12-01T15:00'],
    ['mar. 1 dic 2026', '2026-12-01'],
    // French
    ['le 1er décembre 2026 à 15h30', '2026-12-01T15:30'],
    ['mardi 3 mars 2026', '2026-03-03'],
    ['1 août 2026', '2026-08-01'],
    // Italian
    ['martedì 1 dicembre 2026 alle 15:30', '2026-12-01T15:30'],
    ['1º maggio 2026', '2026-05-01'],
    // Dutch
    ['dinsdag 1 december 2026 om 15:30 uur', '2026-12-01T15:30'],
    ['1 mrt 2026', '2026-03-01'],
    ['24-12-2026', '2026-12-24'],
    // Portuguese
    ['terça-feira, 1 de dezembro de 2026 às 15h30', '2026-12-01T15:30'],
    ['1 de março de 2026', '2026-03-01'],
    // English
    ['December 1, 2026', '2026-12-01'],
    ['Tuesday, December 1st, 2026 at 3:30 pm', '2026-12-01T15:30'],
    ['Dec 1 2026, 12 AM', '2026-12-01T00:00'],
    ['1 December 2026 at 3 in the afternoon', '2026-12-01T15:00'],
    ['12/24/2026', '2026-12-24'],
    ['24/12/2026', '2026-12-24'],
    ['05/05/2026', '2026-05-05'],
    ['12/24/2026 3:30 PM', '2026-12-24T15:30'],
    ['01-Dec-2026', '2026-12-01'],
    // In doubt, or no whole date
    ['03/04/2026', null],
    ['04-12-1951', null],
    ['tomorrow at 10', null],
    ['next Friday', null],
    ['1. Dezember', null],
    ['01.12.26', null],
    ['31.11.2026', null],
    ['2026-02-30', null],
    ['2026-12-01T25:00', null],
    ['December 2026', null],
    ['not before December 1, 2026', null],
    ['December 1 or 2, 2026', null],
    ['between 1 December 2026 and 3 January 2027', null],
    ['1 December 2026 10:00 CET', null],
    ['1200', null],
    [4, null],
    [true, null],
  ])('%j is %j', (value, wanted) => {
    expect(read('date', value)).toEqual(wanted)
  })
})

describe('a joined list', () => {
  it.each<[JsonValue[], string | null]>([
    [[['Cut', 'Shave']], 'Cut, Shave'],
    [['Cut', 'Shave'], 'Cut, Shave'],
    [[[{ name: 'Cut', price: 30 }, { service: 'Shave' }]], 'Cut, Shave'],
    [['["Cut", "Shave"]'], 'Cut, Shave'],
    [[['Cut', 'N/A', null, 3, true]], 'Cut, 3, true'],
    [[{ parkingSpace: true, pool: false, wifi: true }], 'Parking space, Wifi'],
    [[{ parking: false }], null],
    [[[]], null],
    [['N/A'], null],
  ])('%j is %j', (values, wanted) => {
    expect(readValue('list', values)?.read.value ?? null).toEqual(wanted)
  })
})

describe('own fields', () => {
  const choices = choicesOf({
    choices: [
      { key: 'new', label: 'New patient', values: ['neu', 'true'] },
      { key: 'known', label: 'Known', values: ['bekannt'] },
    ],
  })
  const rules = { choices, currencies: { client: 'EUR', kept: undefined } }
  const field = (type: FieldType, reader: Reader, value: JsonValue) => {
    const found = readValue(reader, [value])
    return found && toFieldValue({ ...rules, type }, found.read)
  }

  it.each<[FieldType, Reader, JsonValue, JsonValue]>([
    ['text', 'text', 'x'.repeat(600), 'x'.repeat(500)],
    ['text', 'yes_no', 'ja', 'true'],
    ['text', 'money', '€30', '30 EUR'],
    ['number', 'text', '4 Personen', 4],
    ['number', 'money', '€30', 30],
    ['number', 'text', 'viele', null],
    ['money', 'money', '€30', { amount: 30, currency: 'EUR' }],
    ['money', 'text', '30 EUR', { amount: 30, currency: 'EUR' }],
    ['money', 'number', 30, { amount: 30, currency: 'EUR' }],
    ['money', 'money', '$30', { amount: 30, currency: 'USD' }],
    ['yes_no', 'text', 'Ja, bitte', true],
    ['yes_no', 'number', 0, false],
    ['yes_no', 'text', 'vielleicht', null],
    ['date', 'text', '1. Dezember 2026', '2026-12-01'],
    ['date', 'number', 4, null],
    ['choice', 'text', 'Neu', 'new'],
    ['choice', 'text', 'NEW_PATIENT', 'new'],
    ['choice', 'text', 'known', 'known'],
    ['choice', 'yes_no', 'ja', 'new'],
    ['choice', 'text', 'anders', 'anders'],
  ])('%s, read as %s: %j is %j', (type, reader, value, wanted) => {
    expect(field(type, reader, value)).toEqual(wanted)
  })

  it.each<[string, string | null, JsonValue | undefined, string | null]>([
    // The client's, if the text allows it or names none.
    ['$30', 'CAD', undefined, 'CAD'],
    ['$30', 'USD', undefined, 'USD'],
    ['$30', 'EUR', undefined, 'USD'],
    ['$30', null, undefined, 'USD'],
    ['€30', 'USD', undefined, 'EUR'],
    ['30', 'CHF', undefined, 'CHF'],
    ['30', null, undefined, null],
    // What was chosen when the report came, if it is the same amount, and the text allows it.
    ['$30', 'USD', { amount: 30, currency: 'CAD' }, 'CAD'],
    ['30', 'USD', { amount: 30, currency: 'CHF' }, 'CHF'],
    ['€30', 'USD', { amount: 30, currency: 'CHF' }, 'EUR'],
    ['30', 'USD', { amount: 31, currency: 'CHF' }, 'USD'],
    ['30', 'USD', { amount: 30, currency: null }, 'USD'],
    ['30', 'USD', 'CHF', 'USD'],
  ])('%s of a client in %s, kept as %j, is in %s', (text, client, kept, currency) => {
    const found = readValue('money', [text])
    const of = { choices, currencies: { client, kept }, type: 'money' as const }
    expect(found && toFieldValue(of, found.read)).toEqual({ amount: 30, currency })
  })
})

it('no reader ever throws, and all give what can be stored', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...READERS),
      fc.array(nastyJson, { maxLength: 3 }),
      (reader, given) => {
        const values: JsonValue[] = JSON.parse(JSON.stringify(given))
        const found = readValue(reader, values)
        expect(JSON.stringify(found)?.length ?? 0).toBeLessThan(100_000)
        expect(readValue(reader, values)).toEqual(found)
      },
    ),
    { numRuns: 2_000 },
  )
})
