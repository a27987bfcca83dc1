import { readMessage } from '../../src/translations/texts'

type Element = ReturnType<ReturnType<typeof readMessage>['getAst']>[number]

const LITERAL = 0

/** What a text needs from its caller, such as `n (plural)`, and the words between. */
export type Parts = { placeholders: Set<string>; words: string }

const kindOf = (element: Element): string => {
  if ('pluralType' in element) return 'plural'
  // The options of a choice are named in the code, so that a translation must have the same.
  if ('options' in element) return `one of ${Object.keys(element.options).sort().join(', ')}`
  return 'value'
}

const collect = (elements: readonly Element[], parts: Parts): Parts => {
  for (const element of elements) {
    if (element.type === LITERAL && 'value' in element) parts.words += ` ${element.value}`
    else if ('value' in element) parts.placeholders.add(`${element.value} (${kindOf(element)})`)
    if ('options' in element) {
      for (const { value } of Object.values(element.options)) collect(value, parts)
    }
  }
  return parts
}

const partsOf = (text: string, language: string): Parts =>
  collect(readMessage(text, language).getAst(), { placeholders: new Set(), words: '' })

// A plural may also need only the number in another language, and the other way round.
const namesOf = ({ placeholders }: Parts): string =>
  [...new Set([...placeholders].map((each) => each.replace(/ \((?:plural|value)\)$/, '')))]
    .sort()
    .join('; ')

const ENGLISH = /\b(?:and|been|calls|from|the|their|this|when|which|with|you|your)\b/i

const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}]+/gu, ' ').trim()

/**
 * What is wrong with the texts of a language, one sentence each: missing and unknown keys, broken syntax,
 * placeholders that English has and the translation does not, and English words.
 * @param read takes a text apart; by default one in the syntax of ICU
 * @param same texts that are the same in both languages
 */
export const problemsOf = ({
  english,
  language,
  read = partsOf,
  same = [],
  translated,
}: {
  english: Readonly<Record<string, string>>
  language: string
  read?: (text: string, language: string) => Parts
  same?: readonly string[]
  translated: Readonly<Record<string, string>>
}): string[] => {
  const missing = Object.keys(english).filter((key) => !Object.hasOwn(translated, key))
  const unknown = Object.keys(translated).filter((key) => !Object.hasOwn(english, key))
  const broken = Object.entries(translated).flatMap(([key, text]) => {
    const original = english[key]
    if (original === undefined) return []
    if (text.trim() === '') return `${key} is empty`
    try {
      const [left, right] = [read(original, 'en'), read(text, language)]
      if (namesOf(left) !== namesOf(right)) {
        return `${key} has “${namesOf(right)}” instead of “${namesOf(left)}”`
      }
      if (language === 'en' || lettersOf(right.words) === '' || same.includes(text)) return []
      return text === original || ENGLISH.test(right.words) ? `${key} is English: ${text}` : []
    } catch (error) {
      return `${key} is broken: ${String(error)}`
    }
  })
  return [
    ...missing.map((key) => `${key} is missing`),
    ...unknown.map((key) => `${key} is unknown`),
    ...broken,
  ]
}
