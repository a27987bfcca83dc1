import type { ClientMapping, OwnField, Source } from '../../src/vapi/mapping/mapping'

const path = (name: string, reader: Source['reader']): Source => ({ from: 'path', name, reader })

/** Where the benchmark's reports have values, and as what they are read. */
const PLACES = [
  [path('analysis.structuredData.outcome', 'text'), 'text'],
  [path('analysis.structuredData.serviceName', 'text'), 'choice'],
  [path('analysis.structuredData.price', 'money'), 'money'],
  [path('analysis.structuredData.wantsReminder', 'yes_no'), 'yes_no'],
  [path('analysis.successEvaluation', 'yes_no'), 'yes_no'],
  [path('analysis.summary', 'text'), 'text'],
  [path('durationSeconds', 'number'), 'number'],
  [path('startedAt', 'date'), 'date'],
  [path('customer.name', 'text'), 'text'],
  [path('call.type', 'text'), 'text'],
] as const satisfies (readonly [Source, OwnField['type']])[]

const fieldAt = (index: number): OwnField => {
  const [source, type] = PLACES[index % PLACES.length] ?? PLACES[0]
  return {
    choices: [
      { key: 'haircut', label: 'Haircut', values: ['cut'] },
      { key: 'check_up', label: 'Check-up', values: [] },
    ],
    key: `field${index}`,
    label: `Field ${index}`,
    // The first place has nothing, as with an agent that has two forms.
    sources: [path(`analysis.structuredData.other.field${index}`, source.reader), source],
    type,
  }
}

/** A client's mapping with that many own fields, all of which have a value in the benchmark's reports. */
export const ownMapping = (fields: number): ClientMapping => ({
  fields: Array.from({ length: fields }, (_, index) => fieldAt(index)),
  lines: {
    outcome: { otherwise: 'built_in', sources: [path('analysis.structuredData.outcome', 'text')] },
    price: { otherwise: 'built_in', sources: [path('analysis.structuredData.price', 'money')] },
  },
  values: [{ outcome: 'appointment', value: 'booked' }],
})
