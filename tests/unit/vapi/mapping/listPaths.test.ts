import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../../../src/lib/json'
import { listPaths } from '../../../../src/vapi/mapping/listPaths'
import type { Source, Target } from '../../../../src/vapi/mapping/mapping'
import { previewReport } from '../../../../src/vapi/mapping/preview'
import { suggestTarget } from '../../../../src/vapi/mapping/suggest'
import { maskSecrets } from '../../../../src/vapi/redact'
import { report2026, TOKEN } from '../../../fixtures/reports'
import { copyOf } from '../copyOf'
import { mappingOf, output, path, RECEIVED_AT, reportOf, variable, withData } from './mapped'

const listed = (body: unknown) => listPaths(maskSecrets(copyOf(body), TOKEN))

const body: JsonObject = reportOf({
  analysis: {
    structuredData: { 'Service Name': 'Cut', amounts: [30, 45], visit: { day: '2026-12-01' } },
    successEvaluation: '{"score": 8}',
    summary: 'Ada called.',
  },
  artifact: {
    messages: [{ message: 'Hi', role: 'bot' }],
    structuredOutputs: {
      '7d1c2a10-0000-4000-8000-000000000001': { name: 'Booking result', result: true },
      '7d1c2a10-0000-4000-8000-000000000002': {
        name: 'Lead',
        result: {
          items: [{ name: 'Cut' }, { name: 'Shave' }],
          phone: '+12025550146',
          price: '€30',
        },
      },
    },
    transcript: 'AI: Hi.',
    variableValues: { company: { plan: 'Gold' }, now: 'Nov 27', transport: {}, visits: 3 },
  },
  assistant: { model: { messages: [{ content: 'You are…', role: 'system' }] }, name: 'Front desk' },
  call: {
    assistantOverrides: { metadata: { campaign: 'fall' } },
    cost: 1,
    id: 'call-1',
    type: 'webCall',
  },
  cost: 0.2,
  costBreakdown: { total: 0.2 },
  customer: { name: 'Ada', number: '+12025550146' },
})

describe('the places of a report', () => {
  it('are listed with a reader that fits', () => {
    const found = listed(body).map(({ source }) => source)
    for (const source of [
      output('Booking result', 'yes_no'),
      output('Lead', 'list', 'items[*].name'),
      output('Lead', 'phone', 'phone'),
      output('Lead', 'money', 'price'),
      path('analysis.structuredData.Service Name'),
      path('analysis.structuredData.amounts', 'list'),
      path('analysis.structuredData.visit.day', 'date'),
      path('analysis.successEvaluation.score', 'number'),
      path('analysis.summary'),
      path('call.assistantOverrides.metadata.campaign'),
      path('call.type'),
      path('customer.name'),
      path('customer.number', 'phone'),
      variable('company', 'text', 'plan'),
      variable('visits', 'number'),
    ] satisfies Source[]) {
      expect(found).toContainEqual(source)
    }
  })

  it('are never conversations, prompts, tools or costs', () => {
    const names = [...listed(body), ...listed(report2026)].map(({ source }) =>
      JSON.stringify(source),
    )
    for (const name of names) {
      expect(name).not.toMatch(
        /transcript|messages|model|cost|assistant\.|toolCall|recording|monitor/i,
      )
    }
  })

  it('each have a value when they are read', () => {
    for (const each of [body, report2026]) {
      for (const { sample, source } of listed(each)) {
        const field = { key: 'x', label: 'x', sources: [source], type: 'text' }
        const preview = previewReport(
          maskSecrets(copyOf(each), TOKEN),
          RECEIVED_AT,
          mappingOf({ fields: [field] }),
        )
        expect(preview?.values['fields.x']?.value, JSON.stringify(source)).not.toBeNull()
        expect(sample).not.toBe('')
      }
    }
  })

  it('are at most two thousand', () => {
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`k${at}`, { v: at }]))
    expect(listed(withData(wide)).length).toBeLessThanOrEqual(2_000)
    expect(listed(withData(Object.entries(wide).map(([key, v]) => ({ [key]: v }))))).not.toEqual([])
  })

  it('are none of a body without a report', () => {
    expect(listed({ message: { type: 'status-update' } })).toEqual([])
    expect(listed('text')).toEqual([])
  })
})

describe('what a source looks like', () => {
  const data = (key: string) => path(`analysis.structuredData.${key}`)

  it.each<[Source, string[], Target | null]>([
    [data('resultado'), ['cita confirmada'], 'outcome'],
    [data('appointmentBooked'), ['true'], 'outcome'],
    [output('Booking result'), ['true'], 'outcome'],
    [output('Call outcome', 'text', 'value'), ['booked'], 'outcome'],
    [output('Lead', 'text', 'status_final'), ['gewonnen'], 'outcome'],
    [data('gesamtpreis'), ['€30', '45'], 'price'],
    [data('precio_total'), ['25,00 €'], 'price'],
    [data('price'), ['expensive'], null],
    [data('importe_aprox'), ['25,00 €'], 'price'],
    [data('waehrung'), ['EUR'], 'currency'],
    [data('Kundenname'), ['Ada Byron'], 'customerName'],
    [data('caller.name'), ['Ada Byron'], 'customerName'],
    [data('callback_number'), ['(786) 555-0142'], 'customerPhone'],
    [variable('telefono_cliente'), ['+34 612 345 678'], 'customerPhone'],
    [data('behandlung'), ['Zahnreinigung'], 'serviceName'],
    [data('servicio'), ['Farmacia'], 'serviceName'],
    [output('Resumen corto'), ['La hija de la paciente pide renovar una receta.'], 'summary'],
    [path('message.analysis.summary'), ['Ada called.'], 'summary'],
    [path('customer.number', 'phone'), ['+12025550146'], 'customerPhone'],
    // Of an earlier visit, a rating, or Vapi's own.
    [data('last_visit.outcome'), ['no-show'], null],
    [data('service_rating'), ['4'], null],
    [path('call.status'), ['ended'], null],
    [path('call.type'), ['webCall'], null],
    [data('birthday'), ['1951-12-04'], null],
  ])('%j with %j: %s', (source, samples, wanted) => {
    expect(suggestTarget(source, samples)).toBe(wanted)
  })

  // In the order of the languages: en, de, es, fr, it, nl, pt.
  const whose: [Target | null, string, string[]][] = [
    [
      'serviceName',
      'Cut and colour',
      [
        'service_name',
        'treatmentName',
        'Service name',
        'service.name',
        'booking.service.name',
        'services[*].name',
        'service.details.name',
        'Name der Behandlung',
        'Leistungsname',
        'nombre_servicio',
        'Nombre del tratamiento',
        'nomDeLaPrestation',
        'nom_du_service',
        'Nome del servizio',
        'trattamento.nome',
        'naam_behandeling',
        'dienstnaam',
        'nome_do_serviço',
        'Nome do tratamento',
      ],
    ],
    [
      'customerName',
      'Ada Byron',
      [
        'name',
        'full_name',
        'caller_name',
        'Name of the caller',
        'details.name',
        'booking.customer.name',
        'Vor- und Nachname',
        'Name des Gastes',
        'nombre',
        'nombre_del_cliente',
        'Nombre y apellidos',
        'nom complet',
        'nom_du_client',
        'nome',
        'Nome del cliente',
        'nome completo',
        'naam',
        'naam_van_de_klant',
        'volledige naam',
        'nome_do_cliente',
      ],
    ],
    [
      null,
      'Ada Byron',
      [
        'product_name',
        'company_name',
        'businessName',
        'doctor_name',
        'Stylist name',
        'doctor.name',
        'company.details.name',
        'pet.name',
        'service_provider_name',
        'Name des Arztes',
        'Firma Name',
        'nombre_del_producto',
        'nombre de la empresa',
        'nombre_médico',
        'nom_du_produit',
        "nom de l'entreprise",
        'nom_medecin',
        'nome_prodotto',
        "nome dell'azienda",
        'nome_del_medico',
        'naam_product',
        'naam van het bedrijf',
        'naam_arts',
        'nome_do_produto',
        'nome da empresa',
        'nome_do_médico',
      ],
    ],
  ]
  it.each(
    whose.flatMap(([wanted, sample, keys]) => keys.map((key) => [key, wanted, sample] as const)),
  )('“%s” is a name for %s', (key, wanted, sample) => {
    const [first = key, ...inside] = key.split('.')
    expect(suggestTarget(path(`analysis.structuredData.${key}`), [sample])).toBe(wanted)
    const named =
      inside.length > 0
        ? output(first, 'text', inside.join('.'))
        : output('Salon intake', 'text', key)
    expect(suggestTarget(named, [sample])).toBe(wanted)
    if (inside.length === 0) expect(suggestTarget(variable(key), [sample])).toBe(wanted)
  })
})

describe('a preview', () => {
  it('shows each line and each own field, found or not', () => {
    const field = { key: 'visit', label: 'Visit', type: 'date' }
    const mapping = mappingOf(
      {
        fields: [
          { ...field, sources: [path('analysis.structuredData.visit.day', 'date')] },
          { ...field, key: 'other', sources: [path('nothing')] },
          { ...field, key: 'constructor', sources: [] },
        ],
        lines: { outcome: { sources: [output('Booking result', 'yes_no')] } },
        values: [{ outcome: 'booked', value: 'true' }],
      },
      { outcomes: [{ key: 'booked', label: 'Booked' }] },
    )
    const given: JsonValue = maskSecrets(copyOf(body), TOKEN)
    expect(previewReport(given, RECEIVED_AT, mapping)).toMatchObject({
      values: {
        currency: { value: 'EUR' },
        customerName: { evidence: { from: 'customer.name', raw: 'Ada' }, value: 'Ada' },
        'fields.constructor': { evidence: null, value: null },
        'fields.other': { evidence: null, value: null },
        'fields.visit': {
          evidence: { from: 'analysis.structuredData.visit.day', raw: '2026-12-01' },
          value: '2026-12-01',
        },
        outcome: {
          evidence: { from: 'structured output "Booking result"', raw: 'true' },
          value: 'booked',
        },
        price: { value: 30 },
        serviceName: { value: 'Cut' },
      },
      vapiCallId: 'call-1',
    })
    expect(previewReport({}, RECEIVED_AT, mapping)).toBeNull()
  })
})
