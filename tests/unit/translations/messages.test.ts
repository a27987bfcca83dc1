import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../src/translations/languages'
import { MESSAGES } from '../../../src/translations/texts'
import { problemsOf } from '../../helpers/messages'

const ENGLISH = {
  choice: '{who, select, staff {staff} other {a client}}',
  greeting: 'Hello {name}',
  plain: 'Read the call',
  plural: '{n, plural, one {# call} other {# calls}}',
}

const GERMAN = {
  choice: '{who, select, staff {Personal} other {ein Kunde}}',
  greeting: 'Guten Tag {name}',
  plain: 'Anruf lesen',
  plural: '{n, plural, one {# Anruf} other {# Anrufe}}',
}

const problems = (change: Record<string, string>, leaveOut: readonly string[] = []) =>
  problemsOf({
    english: ENGLISH,
    language: 'de',
    same: ['OK'],
    translated: Object.fromEntries(
      Object.entries({ ...GERMAN, ...change }).filter(([key]) => !leaveOut.includes(key)),
    ),
  })

describe('the check of translations', () => {
  it('accepts a complete translation', () => {
    expect(problems({})).toEqual([])
  })

  it.each([
    ['a missing key', {}, ['plain'], 'plain is missing'],
    ['an unknown key', { more: 'Mehr' }, [], 'more is unknown'],
    ['an empty text', { plain: ' ' }, [], 'plain is empty'],
    ['a placeholder left out', { greeting: 'Guten Tag' }, [], 'greeting has “” instead of “name”'],
    ['a placeholder of another name', { greeting: 'Guten Tag {nmae}' }, [], 'instead of “name”'],
    ['a placeholder too many', { plain: 'Anruf {id} lesen' }, [], 'plain has “id”'],
    ['a quoted placeholder', { greeting: "Guten Tag '{name}'" }, [], 'instead of “name”'],
    [
      'a choice with other options',
      { choice: '{who, select, personal {Personal} other {ein Kunde}}' },
      [],
      'choice has “who (one of other, personal)”',
    ],
    ['an open brace', { greeting: 'Guten Tag {name' }, [], 'greeting is broken'],
    ['a plural without other', { plural: '{n, plural, one {# Anruf}}' }, [], 'plural is broken'],
    ['a text that is still English', { plain: 'Read the call' }, [], 'plain is English'],
    ['a text that is partly English', { plain: 'Lesen the Anruf' }, [], 'plain is English'],
    [
      'a plural that is partly English',
      { plural: '{n, plural, one {# Anruf} other {# calls}}' },
      [],
      'plural is English',
    ],
  ])('finds %s', (_, change, leaveOut, problem) => {
    expect(problems(change, leaveOut)).toEqual([expect.stringContaining(problem)])
  })
})

/** Texts that are the same in English and in these languages. */
const SAME: Partial<Record<string, readonly string[]>> = {
  de: ['Name'],
  es: ['No'],
  fr: ['Conversation'],
  it: ['No', 'Password'],
}

/** The beginnings of keys that still have to be translated. */
const NOT_YET = ['portal.']

const withoutNotYet = (messages: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(messages).filter(([key]) => !NOT_YET.some((start) => key.startsWith(start))),
  )

describe.each(LANGUAGES)('the texts in %s', (language) => {
  it('has every key, the same placeholders, no broken syntax and nothing in English', () => {
    expect(
      problemsOf({
        english: withoutNotYet(MESSAGES.en),
        language,
        same: SAME[language],
        translated: withoutNotYet(MESSAGES[language]),
      }),
    ).toEqual([])
  })

  it('can be read where they are not translated yet', () => {
    const { en } = MESSAGES
    expect(problemsOf({ english: en, language: 'en', translated: MESSAGES[language] })).toEqual([])
  })
})
