const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const SMALL: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, index): [string, number] => [word, (index + 2) * 10]),
])
const GREAT: ReadonlyMap<string, number> = new Map([
  ['grand', 1e3],
  ['thousand', 1e3],
  ['million', 1e6],
])

/** True for an English word that is a number, or begins one. */
export const isNumberWord = (word: string): boolean => SMALL.has(word)

/**
 * Reads the English number that begins at an index of a list of words.
 * @returns its value, and how many words it has; null if no number begins there, or it is not a proper
 *   one, such as "twelve fifty"
 * @example
 * readNumberWords(['one', 'hundred', 'and', 'twenty', 'five'], 0) // { length: 5, value: 125 }
 */
export const readNumberWords = (
  words: readonly string[],
  from: number,
): { value: number; length: number } | null => {
  let total = 0
  let group: number | null = null
  let last = Number.POSITIVE_INFINITY
  let at = from
  for (; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const small: number | undefined =
      (word === 'a' || word === 'an') && at === from && isScale(words[at + 1]) ? 1 : SMALL.get(word)
    const great = GREAT.get(word)
    if (small !== undefined) {
      // After tens only a digit may follow, after a hundred any smaller number.
      const room = last === 10 ? 10 : last
      if (group !== null && (small >= room || small === 0)) return null
      group = (group ?? 0) + small
      last = small >= 20 && small % 10 === 0 ? 10 : 0
    } else if (word === 'hundred') {
      if (group === null || group === 0 || group > 9 || last === 100) return null
      group *= 100
      last = 100
    } else if (great !== undefined) {
      if (group === null || group === 0 || total % great !== 0) return null
      if (total > 0 && total < great * 1000) return null
      total += group * great
      group = null
      last = Number.POSITIVE_INFINITY
    } else if (word === 'and') {
      const next = words[at + 1] ?? ''
      const isInside = at > from && (last === 100 || group === null) && SMALL.has(next)
      if (!isInside) break
    } else break
  }
  if (at === from) return null
  return { length: at - from, value: total + (group ?? 0) }
}

const isScale = (word: string | undefined): boolean =>
  word === 'hundred' || (word !== undefined && GREAT.has(word))
