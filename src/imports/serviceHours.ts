import { isJsonObject, type JsonValue } from '../lib/json'
import { LANGUAGES } from '../lib/languages'
import { isTimeOfDay } from '../lib/time/days'

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

/** A row of a client's opening hours. */
export type ServiceHours = { closes: string; day: (typeof WEEKDAYS)[number]; opens: string }

/** As many rows as a client may have. */
const MAX_ROWS = 28
const MAX_TEXT = 2_000

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1, 12)
const DAY_MS = 86_400_000

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/\.$/, '')

const longNames = (language: string): [string, number][] => {
  const { format } = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long' })
  return WEEKDAYS.map((_, day) => [plain(format(MONDAY + day * DAY_MS)), day])
}

/** Names of days without accents: in full in all languages of the desk, short ones in English and German. */
const DAY_NAMES: ReadonlyMap<string, number> = new Map([
  ...LANGUAGES.flatMap(longNames),
  ...['mo', 'di', 'mi', 'do', 'fr', 'sa', 'so'].map((name, day): [string, number] => [name, day]),
  ...WEEKDAYS.map((name, day): [string, number] => [name.slice(0, 3), day]),
  ['tues', 1],
  ['weds', 2],
  ['thur', 3],
  ['thurs', 3],
])

const GROUPS: Readonly<Record<string, readonly number[]>> = {
  daily: [0, 1, 2, 3, 4, 5, 6],
  everyday: [0, 1, 2, 3, 4, 5, 6],
  taglich: [0, 1, 2, 3, 4, 5, 6],
  weekdays: [0, 1, 2, 3, 4],
  weekend: [5, 6],
  weekends: [5, 6],
}

const CLOSED = new Set([
  'chiuso',
  'cerrado',
  'closed',
  'fechado',
  'ferme',
  'geschlossen',
  'gesloten',
  'ruhetag',
])
const TO = new Set(['-', 'a', 'al', 'bis', 'through', 'thru', 'till', 'to', 'tot', 'until'])
const AND = new Set([',', '&', '+', 'and', 'e', 'en', 'et', 'und', 'y'])
/** Words that say nothing. */
const FILL = new Set([':', 'from', 'uhr', 'von', 'open', 'geoffnet', 'h'])

type Time = { half: 'am' | 'pm' | null; hasMinutes: boolean; minutes: number }
type Token =
  | { kind: 'always' | 'and' | 'closed' | 'end' | 'to' }
  | { days: readonly number[]; kind: 'days' }
  | { kind: 'time'; time: Time }

const WORD =
  /\s*(?:(?<always>24\s*\/\s*7|24 ?h(?:ou)?rs?)|(?<time>\d{1,2})(?:[:.h](?<minutes>\d{2})(?::\d{2})?)?\s*(?<half>[ap]\.?m\b\.?)?|(?<word>\p{L}[\p{L}\p{M}]*\.?)|(?<mark>[-–—,&+:])|(?<end>[;\n|]))/uy

/** The tokens of a text; null if there is anything in it that is none. */
const tokensOf = (text: string): null | Token[] => {
  const tokens: Token[] = []
  WORD.lastIndex = 0
  const whole = text.trim()
  while (WORD.lastIndex < whole.length) {
    const groups = WORD.exec(whole)?.groups
    if (!groups) return null
    const token = toToken(groups)
    if (token === null) return null
    if (token !== 'fill') tokens.push(token)
  }
  return tokens
}

const toToken = (groups: Record<string, string | undefined>): 'fill' | Token | null => {
  if (groups.always !== undefined) return { kind: 'always' }
  if (groups.end !== undefined) return { kind: 'end' }
  if (groups.time !== undefined) {
    const minutes = Number(groups.time) * 60 + Number(groups.minutes ?? 0)
    const half = groups.half?.startsWith('a') ? 'am' : groups.half ? 'pm' : null
    const hour = Number(groups.time)
    if (minutes > 1_440 || (half !== null && (hour < 1 || hour > 12))) return null
    return { kind: 'time', time: { half, hasMinutes: groups.minutes !== undefined, minutes } }
  }
  const word = plain(groups.word ?? groups.mark ?? '').replace(/[–—]/, '-')
  const day = DAY_NAMES.get(word)
  if (day !== undefined) return { days: [day], kind: 'days' }
  const days = GROUPS[word]
  if (days) return { days, kind: 'days' }
  if (CLOSED.has(word)) return { kind: 'closed' }
  if (TO.has(word)) return { kind: 'to' }
  if (AND.has(word)) return { kind: 'and' }
  return FILL.has(word) ? 'fill' : null
}

const inDay = ({ half, minutes }: Time): number => {
  if (half === 'am') return minutes % 720
  return half === 'pm' ? (minutes % 720) + 720 : minutes
}

/** Minutes since midnight of both ends; null if it is not clear which half of the day is meant. */
const spanOf = (opens: Time, closes: Time): [number, number] | null => {
  const end = inDay(closes)
  if (opens.half === null && closes.half === 'pm' && opens.minutes < 720) {
    // “9-5pm” opens in the morning, “1-5pm” in the afternoon.
    const late = opens.minutes + 720
    return late < end ? [late, end] : [opens.minutes, end]
  }
  const start = inDay(opens)
  const isBare = !opens.hasMinutes && !closes.hasMinutes
  if (closes.half === null && end <= start && end <= 720 && start < 720) {
    return isBare || opens.half === 'am' ? [start, end + 720] : null
  }
  return [start, end]
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const range = (from: number, to: number): number[] => {
  const days: number[] = []
  for (let day = from; ; day = (day + 1) % 7) {
    days.push(day)
    if (day === to) return days
  }
}

/** Reads tokens one after another. */
class Reader {
  #at = 0
  readonly #tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead]
  }

  skip(...kinds: Token['kind'][]): boolean {
    const token = this.peek()
    if (!token || !kinds.includes(token.kind)) return false
    this.#at += 1
    return true
  }

  days(): null | number[] {
    const found: number[] = []
    for (;;) {
      const token = this.peek()
      if (token?.kind !== 'days') return found.length > 0 ? found : null
      this.#at += 1
      const last = this.peek(1)
      if (this.peek()?.kind === 'to' && last?.kind === 'days') {
        this.#at += 2
        found.push(...range(token.days[0] ?? 0, last.days[0] ?? 0))
      } else found.push(...token.days)
      this.skip('and')
    }
  }

  span(): [number, number] | null {
    const [opens, dash, closes] = [this.peek(), this.peek(1), this.peek(2)]
    if (opens?.kind !== 'time' || dash?.kind !== 'to' || closes?.kind !== 'time') return null
    this.#at += 3
    return spanOf(opens.time, closes.time)
  }
}

const readText = (text: string): null | ServiceHours[] => {
  const tokens = text.length > MAX_TEXT ? null : tokensOf(text)
  if (!tokens) return null
  const reader = new Reader(tokens)
  const rows: ServiceHours[] = []
  const add = (days: readonly number[], [opens, closes]: readonly [number, number]) => {
    for (const day of days) {
      rows.push({ closes: clock(closes), day: WEEKDAYS[day] ?? 'monday', opens: clock(opens) })
    }
  }
  while (!reader.isDone) {
    if (reader.skip('end', 'and')) continue
    const days = reader.days() ?? (reader.peek()?.kind === 'always' ? GROUPS.daily : null)
    if (!days) return null
    if (reader.skip('closed')) continue
    if (reader.skip('always')) {
      add(days, [0, 1_440])
      continue
    }
    do {
      const span = reader.span()
      if (!span) return null
      add(days, span)
    } while (reader.peek()?.kind === 'and' && reader.peek(1)?.kind === 'time' && reader.skip('and'))
  }
  return rows
}

const OPENS = [
  'opens',
  'open',
  'start',
  'from',
  'opening',
  'open_time',
  'start_time',
  'opens_at',
  'begin',
]
const CLOSES = [
  'closes',
  'close',
  'end',
  'to',
  'closing',
  'close_time',
  'end_time',
  'closes_at',
  'until',
]
const DAYS = ['day', 'weekday', 'days', 'name']

const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

const firstOf = (object: Readonly<Record<string, JsonValue>>, names: readonly string[]) =>
  names.map((name) => textOf(object[name])).find((text) => text !== undefined && text !== '')

/** The times of one day, as text that `readText` reads. */
const timesOf = (value: JsonValue): string => {
  if (value === null || value === false || value === '') return 'closed'
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    const [first, last, ...others] = value.map(textOf)
    if (first !== undefined && last !== undefined && others.length === 0 && !/[-–—]/.test(first)) {
      return `${first} - ${last}`
    }
    return value.length === 0 ? 'closed' : value.map(timesOf).join(', ')
  }
  if (!isJsonObject(value)) return '?'
  const flags = [value.closed, value.is_closed].includes(true)
  const isShut = flags || [value.enabled, value.is_open, value.open].includes(false)
  const [opens, closes] = [firstOf(value, OPENS), firstOf(value, CLOSES)]
  if (isShut || (opens === undefined && closes === undefined)) return 'closed'
  return `${opens} - ${closes}`
}

const writeOut = (value: JsonValue): string => {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    return value
      .map((row) =>
        isJsonObject(row) ? `${firstOf(row, DAYS) ?? '?'} ${timesOf(row)}` : writeOut(row),
      )
      .join('\n')
  }
  if (!isJsonObject(value)) return '?'
  return Object.entries(value)
    .map(([day, times]) => `${day.replaceAll('_', '-')} ${timesOf(times)}`)
    .join('\n')
}

/**
 * Reads opening hours from text such as `Mon–Fri 9am-5pm, Sat 10:00-14:00; Sun closed`, or from JSON by day.
 * @returns null if it is not completely clear, or nothing is open
 */
export const readServiceHours = (value: JsonValue): null | ServiceHours[] => {
  const rows = readText(writeOut(value))
  if (!rows || rows.length === 0 || rows.length > MAX_ROWS) return null
  const isClear = rows.every(
    ({ closes, opens }) => isTimeOfDay(opens) && isTimeOfDay(closes) && opens !== closes,
  )
  return isClear ? rows : null
}
