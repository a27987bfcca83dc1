/**
 * What a person finds in a body by looking at each value alone. Shares no code with `src/vapi`: it knows
 * neither where fields stand nor what they are called, only which keys speak of something else.
 */
export type Found = {
  /** Every amount that a value can mean, or several in one list add up to. */
  hasAmount: (amount: number) => boolean
  /** A text as it stands, or the texts of one object or list joined. */
  hasText: (text: string) => boolean
  /** A number of which the digits stand in some value. */
  hasPhone: (phone: string) => boolean
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

const ELSEWHERE =
  /emergency_contact|lead_agent|last_visit|previousbooking|history|^guests$|^ratings?$|^tokens$|^loan$|^budget$|^competitor$|^vehicle$|^property$|costbreakdown|^costs$/i
const SPOKEN: Readonly<Record<string, number>> = { 'fifty dollars': 50, 'twenty-five euros': 25 }
const SCALES = [1, 1_000, 100_000, 1_000_000, 10_000_000, 1_000_000_000]

const keyOf = (amount: number): number => Math.round(amount * 100)

const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0xff10]
const plainDigits = (text: string): string => {
  if (!/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/.test(text)) return text
  return Array.from(text, (char) => {
    const code = char.codePointAt(0) ?? 0
    const zero = ZEROS.find((start) => code >= start && code < start + 10)
    return zero === undefined ? char : String(code - zero)
  })
    .join('')
    .replace(/\u066b/g, '.')
    .replace(/\u066c/g, ',')
}

/** Each way to read a run of digits: every separator groups, or the last one is for the decimals. */
const readingsOf = (run: string): number[] => {
  const digits = (text: string) => text.replace(/\D/g, '')
  const cut = Math.max(run.lastIndexOf('.'), run.lastIndexOf(','))
  const whole = Number(digits(run))
  if (cut < 0) return [whole]
  return [whole, Number(`${digits(run.slice(0, cut)) || '0'}.${digits(run.slice(cut + 1)) || '0'}`)]
}

const amountsIn = (value: Json): number[] => {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'string' || value.length > 300) return []
  // Also as JSON, in a code fence or not.
  const spoken = SPOKEN[value.replace(/^```json\n|\n```$|"/g, '')]
  if (spoken !== undefined) return [spoken]
  const text = plainDigits(value)
  if (!/\d/.test(text)) return []
  const runs = text.match(/\d[\d.,'’\s]*/g) ?? []
  const numbers = runs.flatMap((run) => [run, ...run.split(/\s+/)]).filter((run) => /\d/.test(run))
  const readings = numbers.flatMap(readingsOf)
  const scaled = readings.flatMap((amount) => SCALES.map((scale) => amount * scale))
  const pairs = readings.flatMap((one) => readings.flatMap((other) => [one * other, one + other]))
  return [...scaled, ...pairs]
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const embedded = (text: string): Json | undefined => {
  if (!/^[\s`a-z]*[[{]/.test(text)) return undefined
  const start = text.search(/[[{]/)
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))
  if (start < 0 || end <= start) return undefined
  try {
    const value: Json = JSON.parse(text.slice(start, end + 1))
    return value
  } catch {
    return undefined
  }
}

/** Looks at every value of a body. */
export const lookAround = (body: Json): Found => {
  const everywhere: Json[] = []
  const here: Json[] = []
  const lists: Json[][] = []
  const groups: string[][] = []

  const walk = (value: Json, isElsewhere: boolean): void => {
    const inner = typeof value === 'string' ? embedded(value) : undefined
    if (inner !== undefined) walk(inner, isElsewhere)
    if (!isElsewhere && typeof value === 'object' && value !== null) {
      // A first and a last name may each be an output of its own.
      groups.push(Object.values(value).flatMap(resultOf))
    }
    if (Array.isArray(value)) {
      if (!isElsewhere) lists.push(value)
      for (const item of value) walk(item, isElsewhere)
    } else if (isObject(value)) {
      if (!isElsewhere) groups.push(Object.values(value).filter((item) => typeof item === 'string'))
      for (const [key, item] of Object.entries(value)) {
        walk(item, isElsewhere || ELSEWHERE.test(key))
      }
    } else {
      everywhere.push(value)
      if (!isElsewhere) here.push(value)
    }
  }
  walk(body, false)

  return {
    hasAmount: (amount) =>
      here.some((value) => amountsIn(value).some((own) => keyOf(own) === keyOf(amount))) ||
      lists.some((list) => addsUp(list, amount)),
    hasPhone: (phone) => {
      const plain = plainDigits(phone)
      const wanted = plain.replace(/\D/g, '')
      return everywhere.some((value) => {
        const text = plainDigits(String(value))
        return text.includes(plain) || (wanted !== '' && text.replace(/\D/g, '').includes(wanted))
      })
    },
    hasText: (text) =>
      here.some((value) => String(value).trim() === text) ||
      lists.some((list) => isJoinOf(list, text)) ||
      groups.some((group) => isPairOf(group, text)),
  }
}

const resultOf = (output: Json): string[] => {
  const result = isObject(output) ? (output.result ?? output.value) : undefined
  return typeof result === 'string' ? [result] : []
}

const isPairOf = (texts: readonly string[], text: string): boolean =>
  texts.some(
    (one) =>
      text.startsWith(one.trim()) && texts.some((two) => `${one.trim()} ${two.trim()}` === text),
  )

/** Whether one amount of each, or of some, of a list add up to a sum. */
const addsUp = (list: readonly Json[], sum: number): boolean => {
  let reached = new Set([0])
  for (const item of list.slice(0, 8)) {
    const own = isObject(item) ? Object.values(item).flatMap(withInner) : [item]
    const next = new Set(reached)
    for (const amount of own.flatMap(amountsIn)) {
      for (const before of reached) next.add(before + keyOf(amount))
    }
    reached = next
  }
  return reached.has(keyOf(sum))
}

const withInner = (value: Json): Json[] => (isObject(value) ? Object.values(value) : [value])

/** Whether a text is made of texts of a list, in their order, with commas between. */
const isJoinOf = (list: readonly Json[], text: string): boolean => {
  let open = new Set([''])
  for (const item of list.slice(0, 8)) {
    // A service may be named in an object of its own within the item.
    const own = (
      isObject(item)
        ? Object.values(item).flatMap((each) => (isObject(each) ? Object.values(each) : [each]))
        : [item]
    ).filter((each) => typeof each === 'string' || typeof each === 'number')
    const next = new Set(open)
    for (const part of own) {
      for (const before of open) {
        for (const piece of [String(part), String(part).trim()]) {
          const joined = before === '' ? piece : `${before}, ${piece}`
          if (text.startsWith(joined)) next.add(joined)
        }
      }
    }
    open = next
  }
  return text !== '' && open.has(text)
}
