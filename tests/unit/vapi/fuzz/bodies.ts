import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../src/lib/json'
import { ALL_REPORTS } from '../../../fixtures/reports'
import type { Random } from './random'

type List<Item> = readonly [Item, ...Item[]]

const SHARED = ['shapes', 'cases'].map(
  (folder) => new URL(`../../../../../shared/vapi/${folder}/`, import.meta.url),
)

/** Long texts and lists make no new shapes. */
const trimmed = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return value.slice(0, 40)
  if (Array.isArray(value)) return value.slice(0, 2).map(trimmed)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, trimmed(item)]))
}

const parse = (text: string): JsonValue => JSON.parse(text)

const bodyOf = (value: JsonValue): JsonValue =>
  isJsonObject(value) && 'want' in value ? (value.body ?? null) : value

/** The shape of every year, and where they are at hand those that people really received. */
const BASES: List<string> = [
  JSON.stringify(ALL_REPORTS.report2026),
  ...Object.values(ALL_REPORTS).map((body) => JSON.stringify(body)),
  ...SHARED.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => bodyOf(parse(readFileSync(new URL(name, folder), 'utf8')))),
  ),
].map((body) => JSON.stringify(trimmed(typeof body === 'string' ? parse(body) : body))) as never

const WORDS: List<string> = ['Ada', 'Byron', 'Haircut', 'Bo', 'Quay', 'Massage', 'Ines', 'Colour']
const SIGNS: List<string> = ['€', '$', '£', 'US$', 'kr', 'CHF', '₹', 'đ', 'Gil', '¤', 'ZZ$', 'ريال']
const OWN_KEYS: List<string> = [
  ...([
    'outcome',
    'callOutcome',
    'resultado',
    'service',
    'serviceName',
    'services',
    'items',
  ] as const),
  ...['serviceType', 'servicio', 'price', 'totalPrice', 'quotedPrice', 'total', 'amount', 'cost'],
  ...['preis', 'precio', 'prix', 'prezzo', 'currency', 'currencyCode', 'name', 'customer_name'],
  ...['caller_name', 'first_name', 'last_name', 'fullName', 'phone', 'callback_number', 'email'],
  ...[
    'appointmentBooked',
    'is_booked',
    'callbackRequested',
    'quantity',
    'guests',
    'rating',
    'prices',
  ],
  ...['food', 'staff', 'notes', 'date', '__proto__', 'toString', 'a', '', 'summary', 'duration'],
]
const HOLDERS: List<string> = [
  ...(['booking', 'appointment', 'order', 'reservation', 'quote', 'data', 'details'] as const),
  ...[
    'customer',
    'caller',
    'service',
    'price',
    'last_visit',
    'previousBooking',
    'history',
    'guests',
  ],
  ...['ratings', 'tokens', 'loan', 'budget', 'competitor', 'vehicle', 'property', 'pet', 'x'],
  ...['emergency_contact', 'lead_agent', 'pet_details', 'caller_info', 'pricing'],
]

const FORMATS = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'ar-EG'].map((locale) => {
  const format = new Intl.NumberFormat(locale)
  return (amount: number) => format.format(amount)
})

const money = (random: Random): string => {
  const amount = random.chance(0.5) ? random.below(99_999) : random.below(9_999_999) / 100
  const write = random.pick([String, (each: number) => each.toFixed(2), ...FORMATS])
  const written = write(amount)
  const sign = random.pick(SIGNS)
  const other = random.below(200)
  return random.pick([
    `${sign}${written}`,
    `${written} ${sign}`,
    `${sign} ${written}`,
    written,
    `${sign}${written} incl. 19% VAT`,
    `30 min - ${sign}${written}`,
    `${1 + random.below(5)} x ${sign}${written}`,
    `${sign}${written} + ${sign}${other}`,
    `${sign}${written}-${other}`,
    `${sign}${written} or ${sign}${other}`,
    `from ${sign}${written}`,
    `${sign}${random.below(900) / 10}M`,
    `${sign}${random.below(90)}k`,
    `-${sign}${written}`,
    `(${sign}${written})`,
    `about ${written} ${sign} per hour`,
    `${other}% off ${sign}${written}`,
    'fifty dollars',
    'twenty-five euros',
    'N/A',
    'free',
  ])
}

const words = (random: Random): string =>
  `${random.pick(WORDS)} ${random.pick(WORDS)}${random.chance(0.3) ? ` ${random.below(99)}` : ''}`

const UNSAID: List<string> = [
  'not mentioned',
  'No name provided',
  '{{name}}',
  'Spam Likely',
  'string',
  'keine Angabe',
]

const phone = (random: Random): string => {
  const digits = String(2_000_000_000 + random.below(999_999_999))
  return random.pick([
    `+1${digits}`,
    `+44 7700 900${100 + random.below(800)}`,
    digits,
    'anonymous',
    '',
  ])
}

const scalar = (random: Random): JsonValue => {
  const kind = random.below(12)
  if (kind < 3) return money(random)
  if (kind < 5) return words(random)
  if (kind === 5) return phone(random)
  if (kind === 6) return random.below(12)
  if (kind === 7) return random.below(99_999) / 100
  if (kind === 8) return random.pick([true, false, null, 'yes', 'no'])
  if (kind === 9) return random.pick(['', ' ', 'N/A', 'unknown', '\u0000', '😀', '```', '{', '[]'])
  if (kind === 10) return random.pick([-1, 0, 1e300, 1e12, 0.1 + 0.2])
  if (random.chance(0.3)) return random.pick(UNSAID)
  return random.pick(SIGNS)
}

const items = (random: Random, depth: number): JsonValue =>
  random.times(4, () =>
    random.chance(0.8) && depth < 5 ? object(random, depth + 1) : scalar(random),
  )

const value = (random: Random, depth: number): JsonValue => {
  const kind = depth > 4 ? 0 : random.below(10)
  if (kind < 6) return scalar(random)
  if (kind === 6) return items(random, depth)
  if (kind === 7) return random.times(3, () => scalar(random))
  return object(random, depth + 1)
}

const object = (random: Random, depth: number): JsonObject => {
  const made: JsonObject = {}
  for (let count = random.below(6); count >= 0; count--) {
    const isHolder = depth < 4 && random.chance(0.3)
    const inner = isHolder
      ? random.chance(0.3)
        ? items(random, depth)
        : object(random, depth + 1)
      : value(random, depth + 1)
    made[random.pick(isHolder ? HOLDERS : OWN_KEYS)] = inner
  }
  return made
}

/** As it is, as text, as text in a code fence, or as a list of names and values. */
const dressed = (random: Random, json: JsonValue): JsonValue => {
  const kind = random.below(9)
  if (kind === 8 && isJsonObject(json)) {
    return Object.entries(json).map(([name, value]) => ({ name, value }))
  }
  if (kind > 1) return json
  const text = JSON.stringify(json)
  return kind === 0 ? text : `\`\`\`json\n${text}\n\`\`\``
}

const outputs = (random: Random): JsonValue => {
  const list = random.times(4, () => ({
    name: random.chance(0.5) ? random.pick(OWN_KEYS) : random.pick(HOLDERS),
    result: dressed(random, value(random, 1)),
  }))
  if (random.chance(0.2)) return list
  return Object.fromEntries(
    list.map((output, index) => [
      `0e1d2c3b-0000-4000-8000-00000000000${index}`,
      random.chance(0.8) ? output : output.result,
    ]),
  )
}

const partIn = (holder: JsonObject, key: string): JsonObject => {
  const part = holder[key]
  if (isJsonObject(part)) return part
  const made: JsonObject = {}
  holder[key] = made
  return made
}

const PLANTS: List<(random: Random, message: JsonObject, root: JsonObject) => void> = [
  (random, message) => {
    partIn(message, 'analysis').structuredData = dressed(random, object(random, 1))
  },
  (random, message) => {
    partIn(message, 'analysis').structuredDataMulti = dressed(random, items(random, 1))
  },
  (random, message) => {
    partIn(message, 'artifact').structuredOutputs = dressed(random, outputs(random))
  },
  (random, message) => {
    partIn(partIn(message, 'call'), 'artifact').structuredOutputs = outputs(random)
  },
  (random, message) => {
    partIn(partIn(message, 'call'), 'analysis').structuredData = object(random, 1)
  },
  (random, message) => {
    const nodes = random.times(3, () => ({ nodeName: 'n', variableValues: object(random, 2) }))
    partIn(message, 'artifact').nodes = nodes
  },
  (random, message) => {
    partIn(message, 'artifact').variableValues = object(random, 2)
  },
  (random, message) => {
    partIn(partIn(message, 'call'), 'assistantOverrides').variableValues = object(random, 2)
  },
  (random, message) => {
    partIn(message, 'call').metadata = object(random, 2)
  },
  (random, message, root) => {
    Object.assign(random.chance(0.5) ? message : root, object(random, 3))
  },
  (random, message) => {
    const customer = random.chance(0.5) ? message : partIn(message, 'call')
    customer.customer = random.pick<JsonValue>([
      { number: phone(random) },
      { name: words(random), number: phone(random) },
      { phoneNumber: phone(random), sipUri: 'sip:+12025550188@198.51.100.7:5060' },
      null,
      scalar(random),
    ])
  },
  (random, message) => {
    partIn(message, 'analysis').successEvaluation = dressed(random, object(random, 2))
  },
  (random, message) => {
    const keys = Object.keys(message).filter((key) => key !== 'type' && key !== 'call')
    for (const key of keys) if (random.chance(0.15)) delete message[key]
  },
  (random, message) => {
    for (const key of Object.keys(message)) {
      if (key !== 'type' && key !== 'call' && random.chance(0.1)) message[key] = value(random, 2)
    }
  },
]

/** A body grown from one of the known shapes. */
export const growBody = (random: Random): JsonValue => {
  const body = parse(random.pick(BASES))
  const root = Array.isArray(body) ? body[0] : body
  if (!isJsonObject(root)) return body
  const wrapped = isJsonObject(root.body) ? root.body : root
  const message = isJsonObject(wrapped.message) ? wrapped.message : wrapped
  for (let count = random.below(5); count >= 0; count--) random.pick(PLANTS)(random, message, root)
  return body
}
