import type { Part } from './parts'
import { CENTS, DOUBTS, FILLERS, MULTIPLIERS, RATES, TAXES, TOTALS } from './words'

const MAX_COUNT = 1000
/** "2 Personen à 30 €". */
const AT = new Set(['a', 'at', 'zu'])
const ANDS = new Set(['and', 'e', 'en', 'et', 'und', 'y'])

type NumberPart = Part & { kind: 'number' }

const isNumber = (part: Part | undefined): part is NumberPart => part?.kind === 'number'
const isWordOf = (part: Part | undefined, words: ReadonlySet<string>): boolean =>
  part?.kind === 'word' && words.has(part.text)
const isOperator = (part: Part | undefined, text: string): boolean =>
  part?.kind === 'operator' && part.text === text

/**
 * The amount in parts without a currency; null if there is not exactly one, or a word might change its
 * meaning.
 */
export const bareAmountOf = (parts: readonly Part[]): number | null => {
  const isKnown = parts.every((part, at) => {
    switch (part.kind) {
      case 'number':
        return !['duration', 'people', 'percent'].includes(parts[at + 1]?.kind ?? '')
      case 'operator':
        return part.text === '/' && at > 0 && !isNumber(parts[at + 1])
      case 'word':
        return [FILLERS, RATES, TAXES].some((words) => words.has(part.text))
      default:
        return part.kind !== 'dash' && part.kind !== 'percent'
    }
  })
  const amounts = new Set(parts.filter(isNumber).map(({ value }) => value))
  return isKnown && amounts.size === 1 ? ([...amounts][0] ?? null) : null
}

/**
 * The amount in parts with a currency: the number next to it, a product, a sum, or the one called the
 * total. Durations, numbers of people, taxes and other words may be around it.
 * @returns null if the amount is in doubt
 */
export const amountOf = (all: readonly Part[]): number | null => {
  const parts = withoutTaxes(all)
  if (!parts || parts.some(isDoubt)) return null
  const explained = withoutCounts(parts)
  if (!explained) return null
  const left = multiplied(withCents(explained))
  const first = left.find(isNumber)
  if (!first) return null
  if (left.some((part) => isNumber(part) && !part.isMoney)) {
    return left.filter(isNumber).length === 1 ? bareAmountOf(all) : null
  }
  if (left.some((part) => isOperator(part, 'x') || isWordOf(part, CENTS))) return null
  return totalOf(left)
}

const isDoubt = (part: Part): boolean =>
  part.kind === 'word' && (DOUBTS.has(part.text) || isLeftMultiplier(part.text))

const isLeftMultiplier = (word: string): boolean => word.length > 1 && MULTIPLIERS.has(word)

/** Removes "incl. 19% VAT", "+ tax", "plus 7 % MwSt."; null if a percentage is of anything else. */
const withoutTaxes = (parts: readonly Part[]): Part[] | null => {
  const hasTax = parts.some((part) => isWordOf(part, TAXES))
  const left: Part[] = []
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at]
    if (!part) break
    const isShare = isNumber(part) && parts[at + 1]?.kind === 'percent'
    if (isShare) {
      if (!hasTax) return null
      at += 1
      continue
    }
    if (part.kind === 'percent') return null
    const isOnTop =
      (isOperator(part, '+') || (part.kind === 'word' && part.text === 'plus')) &&
      (isWordOf(parts[at + 1], TAXES) || parts[at + 2]?.kind === 'percent')
    if (!isOnTop) left.push(part)
  }
  return left
}

/** Removes "30 min", "for 2 people"; null if the amount is for each of them. */
const withoutCounts = (parts: readonly Part[]): Part[] | null => {
  const left: Part[] = []
  let counts = 0
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at]
    if (!part) break
    const isHyphenated = parts[at + 1]?.kind === 'dash'
    const unit = parts[at + (isHyphenated ? 2 : 1)]
    const isCount = unit?.kind === 'duration' || unit?.kind === 'people'
    if (isNumber(part) && !part.isMoney && isCount) {
      const before = parts[at - 1]
      if (!isOperator(before, '/') && !isWordOf(before, RATES)) counts += 1
      // "1h30": the minutes.
      const rest = parts[at + 2]
      const isTime = unit.kind === 'duration' && !isHyphenated && isNumber(rest) && !rest.isMoney
      at += isHyphenated || isTime ? 2 : 1
      continue
    }
    left.push(part)
  }
  const isEach = parts.some(
    (part) =>
      isOperator(part, '/') ||
      isOperator(part, 'x') ||
      isWordOf(part, RATES) ||
      (part.kind === 'word' && AT.has(part.text)),
  )
  // "80 € a night": a unit without a number means one.
  const isOfOne = left.some(({ kind }) => kind === 'duration' || kind === 'people')
  return counts > 0 && (isEach || isOfOne) ? null : left
}

/** Joins "$5 and 50 cents" to one amount. */
const withCents = (parts: readonly Part[]): Part[] => {
  const at = parts.findIndex((part) => isWordOf(part, CENTS))
  const cents = parts[at - 1]
  if (at < 2 || !isNumber(cents) || cents.isMoney || cents.value >= 100) return [...parts]
  let from = at - 2
  while (from >= 0 && !isNumber(parts[from])) {
    const between = parts[from]
    const isBetween = between?.kind === 'currency' || between?.kind === 'pause'
    if (!isBetween && !isWordOf(between, ANDS)) return [...parts]
    from -= 1
  }
  const whole = parts[from]
  if (!isNumber(whole) || !whole.isMoney || !Number.isInteger(whole.value)) return [...parts]
  const value = Math.round(whole.value * 100 + cents.value) / 100
  return [...parts.slice(0, from), { ...whole, value }, ...parts.slice(at + 1)]
}

/** Multiplies "2 x $30" and "$30 x 2". */
const multiplied = (parts: readonly Part[]): Part[] => {
  const left = parts.filter((part) => part.kind !== 'currency')
  for (let at = 1; at < left.length - 1; at += 1) {
    const before = left[at - 1]
    const after = left[at + 1]
    if (!isOperator(left[at], 'x') || !isNumber(before) || !isNumber(after)) continue
    const [count, money] = before.isMoney ? [after, before] : [before, after]
    const isCount = Number.isInteger(count.value) && count.value > 0 && count.value <= MAX_COUNT
    if (count.isMoney || !money.isMoney || !isCount) continue
    const value = Math.round(money.value * count.value * 100) / 100
    left.splice(at - 1, 3, { isMoney: true, kind: 'number', value })
    at -= 1
  }
  return left
}

/** The total of amounts: the only one, a sum, the result of an equation, or the one called the total. */
const totalOf = (parts: readonly Part[]): number | null => {
  const equals = parts.findIndex((part) => isOperator(part, '='))
  if (equals >= 0) {
    const left = totalOf(parts.slice(0, equals))
    const right = totalOf(parts.slice(equals + 1))
    return left === right ? left : null
  }
  const plus = parts.filter((part) => isOperator(part, '+')).length
  const amounts = parts.filter(isNumber).map(({ value }) => value)
  if (plus > 0) {
    // "$99 setup + $49/mo" is two prices.
    const isRate = parts.some((part) => isOperator(part, '/') || isWordOf(part, RATES))
    const isSum = plus === amounts.length - 1 && isAlternating(parts) && !isRate
    return isSum ? Math.round(amounts.reduce((sum, each) => sum + each, 0) * 100) / 100 : null
  }
  if (new Set(amounts).size === 1) return amounts[0] ?? null
  const totals = parts.flatMap((part, at) =>
    isNumber(part) && isCalledTotal(parts, at) ? [part.value] : [],
  )
  return totals.length === 1 && totals[0] === Math.max(...amounts) ? totals[0] : null
}

/** True if there is one plus between any two amounts. */
const isAlternating = (parts: readonly Part[]): boolean => {
  const kinds = parts
    .filter((part) => isNumber(part) || isOperator(part, '+'))
    .map((part) => part.kind)
  return kinds.every((kind, at) => kind === (at % 2 === 0 ? 'number' : 'operator'))
}

const isCalledTotal = (parts: readonly Part[], at: number): boolean => {
  const before = parts[at - 1]?.kind === 'pause' ? parts[at - 2] : parts[at - 1]
  return isWordOf(before, TOTALS)
}
