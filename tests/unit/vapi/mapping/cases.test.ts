import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../src/lib/json'
import type { Mapping } from '../../../../src/vapi/mapping/mapping'
import { mappingOf, output, path, read, reportOf, variable, withData } from './mapped'

const outcomes = [
  { key: 'booked', label: 'Booked' },
  { key: 'callback_requested', label: 'Callback requested' },
  { key: 'lost', label: 'Lost' },
]
const data = (key: string, reader?: Parameters<typeof path>[1]) =>
  path(`analysis.structuredData.${key}`, reader)
const own = (key: string, type: string, ...sources: object[]) => ({
  key,
  label: key,
  sources,
  type,
})

/** Bodies of which nobody can know what their names mean, with what staff say about them. */
const CASES: [string, { body: JsonObject; mapping: Mapping; unmapped: object; want: object }][] = [
  [
    'a Spanish clinic with names of its own',
    {
      body: withData({
        dni_titular: 'no proporcionado',
        fecha_cita: '4 de diciembre de 2026 a las 16:30',
        importe_aprox_seguro: '25,00 €',
        motivo: 'Renovar receta',
        persona_que_llama: 'Lidia Quintero',
        primera_vez: 'Sí, es nueva',
        respuesta_final: 'cita dada',
        tlf: '(786) 555-0142',
      }),
      mapping: mappingOf(
        {
          fields: [
            own('visit', 'date', data('fecha_cita')),
            own('newPatient', 'yes_no', data('primera_vez', 'yes_no')),
            own('insurance', 'text', data('dni_titular')),
          ],
          lines: {
            customerName: { sources: [data('persona_que_llama')] },
            customerPhone: { sources: [data('tlf', 'phone')] },
            outcome: { sources: [data('respuesta_final')] },
            price: { sources: [data('importe_aprox_seguro', 'money')] },
            serviceName: { sources: [data('motivo')] },
          },
          values: [{ outcome: 'booked', value: 'Cita dada' }],
        },
        { outcomes },
      ),
      unmapped: { customerName: null, outcome: null, price: null, serviceName: null },
      want: {
        currencies: ['EUR'],
        customerName: 'Lidia Quintero',
        customerPhone: '(786) 555-0142',
        customerPhoneSource: 'told',
        fields: { newPatient: true, visit: '2026-12-04T16:30' },
        outcome: 'booked',
        price: 25,
        serviceName: 'Renovar receta',
      },
    },
  ],
  [
    'flags that together are the outcome',
    {
      body: withData({ flags: { interesse_geweckt: true, termin_fix: 'nein', wunsch_rr: 1 } }),
      mapping: mappingOf(
        {
          fields: [own('interested', 'yes_no', data('flags.interesse_geweckt', 'yes_no'))],
          lines: { outcome: { sources: [data('flags.wunsch_rr', 'yes_no')] } },
          values: [{ outcome: 'callback_requested', value: 'true' }],
        },
        { outcomes },
      ),
      unmapped: { outcome: null },
      want: { fields: { interested: true }, outcome: 'callback_requested' },
    },
  ],
  [
    'the ratings of a survey, which are no price and no service',
    {
      body: withData({ comment: 'Slow starters', food: 5, price: 3, service: '4/5', would: true }),
      mapping: mappingOf({
        fields: [
          own('food', 'number', data('food', 'number')),
          own('service', 'number', data('service', 'number')),
          own('again', 'choice', data('would', 'yes_no')),
        ].map((field) =>
          field.key === 'again'
            ? { ...field, choices: [{ key: 'promoter', label: 'Promoter', values: ['true'] }] }
            : field,
        ),
        lines: { summary: { sources: [data('comment')] } },
      }),
      unmapped: { outcome: null, price: null, serviceName: null, summary: null },
      want: {
        fields: { again: 'promoter', food: 5, service: 4 },
        price: null,
        serviceName: null,
        summary: 'Slow starters',
      },
    },
  ],
  [
    'cards in a list, in JSON that a model wrote',
    {
      body: reportOf({
        artifact: {
          structuredOutputs: {
            a1b2: {
              name: 'Extraktion v3',
              result:
                '```json\n{"karten": [{"titel": "Waschen", "eur": "12,50"}, {"titel": "Schneiden", "eur": 30}], "gesamt": {"netto": 35.71, "brutto": "42,50 €"}, "ende": {"art": "fest gebucht"}}\n```',
            },
          },
        },
      }),
      mapping: mappingOf(
        {
          fields: [own('net', 'money', output('Extraktion v3', 'number', 'gesamt.netto'))],
          lines: {
            outcome: { sources: [output('Extraktion v3', 'text', 'ende.art')] },
            price: { sources: [output('Extraktion v3', 'money', 'gesamt.brutto')] },
            serviceName: { sources: [output('Extraktion v3', 'list', 'karten[*].titel')] },
          },
          values: [{ outcome: 'booked', value: 'fest gebucht' }],
        },
        { outcomes },
      ),
      unmapped: { outcome: null, price: null, serviceName: null },
      want: {
        currencies: ['EUR'],
        fields: { net: { amount: 35.71, currency: 'EUR' } },
        outcome: 'booked',
        price: 42.5,
        serviceName: 'Waschen, Schneiden',
      },
    },
  ],
  [
    'fields as a list of names and values',
    {
      body: withData([
        { confidence: 0.9, name: 'Afgesproken', value: 'ja graag' },
        { confidence: 0.4, name: 'Dag', value: '1 december 2026 om 10 uur' },
        { confidence: 0.7, name: 'Klus', value: 'Lekkage badkamer' },
      ]),
      mapping: mappingOf(
        {
          fields: [own('day', 'date', data('Dag', 'date'))],
          lines: {
            outcome: { sources: [data('Afgesproken', 'yes_no')] },
            serviceName: { sources: [data('Klus')] },
          },
          values: [{ outcome: 'booked', value: 'true' }],
        },
        { outcomes },
      ),
      unmapped: { outcome: null, serviceName: null },
      want: {
        fields: { day: '2026-12-01T10:00' },
        outcome: 'booked',
        serviceName: 'Lekkage badkamer',
      },
    },
  ],
  [
    'variables of a workflow, with Portuguese names',
    {
      body: reportOf({
        artifact: {
          nodes: [
            { nodeName: 'fim', variableValues: { ficou: 'vai pensar', valor_dito: 'R$ 90,00' } },
          ],
          variableValues: { quem: 'Tess Boone', qtd: 'três pessoas' },
        },
      }),
      mapping: mappingOf(
        {
          fields: [own('people', 'number', variable('qtd', 'number'))],
          lines: {
            customerName: { sources: [variable('quem')] },
            outcome: { sources: [variable('ficou')] },
            price: { sources: [variable('valor_dito', 'money')] },
          },
          values: [{ outcome: 'lost', value: 'Vai pensar' }],
        },
        { outcomes },
      ),
      unmapped: { customerName: null, outcome: null, price: null },
      want: {
        currencies: ['BRL'],
        customerName: 'Tess Boone',
        fields: { people: 3 },
        outcome: 'lost',
        price: 90,
      },
    },
  ],
  [
    'an outcome within the evaluation, in Italian',
    {
      body: reportOf({
        analysis: { successEvaluation: '{"voto": 8, "com_e_finita": "richiamare"}' },
      }),
      mapping: mappingOf(
        {
          fields: [own('grade', 'number', path('analysis.successEvaluation.voto', 'number'))],
          lines: { outcome: { sources: [path('analysis.successEvaluation.com_e_finita')] } },
          values: [{ outcome: 'callback_requested', value: 'richiamare' }],
        },
        { outcomes },
      ),
      unmapped: { outcome: null },
      want: { fields: { grade: 8 }, outcome: 'callback_requested' },
    },
  ],
  [
    'a price that is the insurance’s, and none of the call’s',
    {
      body: withData({ outcome: 'rdv pris', price: '€80', remboursement: '80 %' }),
      mapping: mappingOf(
        {
          fields: [own('covered', 'number', data('remboursement', 'number'))],
          lines: { price: { otherwise: 'nothing', sources: [] } },
          values: [{ outcome: 'booked', value: 'RDV pris' }],
        },
        { outcomes },
      ),
      unmapped: { outcome: 'rdv pris', price: 80 },
      want: { currencies: null, fields: { covered: 80 }, outcome: 'booked', price: null },
    },
  ],
]

describe('what only staff can say comes right with their mapping', () => {
  it.each(CASES)('%s', (_name, { body, mapping, unmapped, want }) => {
    expect(read(body)).toMatchObject(unmapped)
    expect(read(body, mapping)).toMatchObject(want)
  })

  it.each(CASES)('%s, with evidence for each value', (_name, { body, mapping }) => {
    const report = read(body, mapping)
    const evidence = Object.keys(report.evidence ?? {})
    for (const [key, value] of Object.entries(report.fields ?? {})) {
      expect(evidence, String(value)).toContain(`fields.${key}`)
    }
    for (const target of [
      'outcome',
      'serviceName',
      'price',
      'customerName',
      'customerPhone',
    ] as const) {
      expect(evidence.includes(target), target).toBe(report[target] !== null)
    }
  })
})
