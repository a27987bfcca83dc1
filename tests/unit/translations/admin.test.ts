import { initI18n } from '@payloadcms/translations'
import { configToJSONSchema, createClientConfig } from 'payload'
import { describe, expect, it } from 'vitest'
import config from '../../../payload.config'
import { englishDescription } from '../../../src/payload/translatedDescriptions'
import { ADMIN_TEXTS } from '../../../src/translations/admin'
import {
  DESCRIPTIONS,
  PLACEHOLDERS,
  placeholderIn,
  translateDescription,
} from '../../../src/translations/descriptions'
import { LABELS, translateLabel } from '../../../src/translations/labels'
import { LANGUAGE_NAMES, LANGUAGES } from '../../../src/translations/languages'
import { type Parts, problemsOf } from '../../helpers/messages'

type Nested = { readonly [key: string]: Nested | string }

const flat = (texts: Nested, path = ''): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${path}${key}`, value]]
        : Object.entries(flat(value, `${path}${key}:`)),
    ),
  )

const GAP = /\{\{(.*?)\}\}/g

/** Payload's syntax: `{{name}}`. */
const read = (text: string): Parts => {
  const words = text.replaceAll(GAP, ' ')
  if (/[{}]/.test(words)) throw new Error('a brace is left')
  const names = Array.from(text.matchAll(GAP), ([, name = '']) => `${name} (value)`)
  return { placeholders: new Set(names), words }
}

const ENGLISH = flat(ADMIN_TEXTS.en)

/** Texts that are the same in English and in these languages. */
const SAME: Partial<Record<string, readonly string[]>> = {
  de: [
    '{{when}} in {{city}}',
    'Logos',
    'Name',
    'Name (DNS)',
    'OK',
    'Live',
    'Test',
    'Text',
    'Variable',
    'Webhook',
    '{{n}} ms',
  ],
  es: ['Error', 'Logos', 'No', 'OK', 'Variable', 'Webhook', '{{n}} ms'],
  fr: [
    'Conversation',
    'Source',
    'Logos',
    'Notifications',
    'OK',
    'Service',
    'Client',
    'Date',
    'Test',
    'Type',
    'Variable',
    'Webhook',
    '{{n}} ms',
    '1 notification',
    '{{n}} notifications',
  ],
  it: ['No', 'OK', 'Password', 'Database', 'Webhook', '{{n}} ms'],
  nl: [
    '{{when}} in {{city}}',
    'Database',
    'Live',
    'Open',
    'OK',
    'Test',
    'Voicemail',
    'Webhook',
    '{{n}} ms',
  ],
  pt: ['Logins', 'Logos', 'OK', 'Webhook', '{{n}} ms'],
}

const problems = (translated: Record<string, string>, language = 'de') =>
  problemsOf({ english: ENGLISH, language, read, same: SAME[language], translated })

describe.each(LANGUAGES)('the admin in %s', (language) => {
  const texts = flat(ADMIN_TEXTS[language])

  it('has every text, with the same placeholders, and none in English', () => {
    expect(problems(texts, language)).toEqual([])
  })

  it('has both plural forms of a text that has one', () => {
    const forms = Object.keys(texts).flatMap((key) => /^(.*)_(one|other)$/.exec(key)?.[1] ?? [])
    expect(forms.length).toBeGreaterThan(50)
    for (const key of forms) {
      expect(texts).toHaveProperty([`${key}_one`])
      expect(texts).toHaveProperty([`${key}_other`])
    }
    // Payload would take others by rules that are not those of any of these languages.
    expect(Object.keys(texts).filter((key) => /_(?:zero|two|few|many)$/.test(key))).toEqual([])
  })

  it('is offered by Payload, in which English is used for all others', async () => {
    const { fallbackLanguage, supportedLanguages, translations } = (await config).i18n
    expect(fallbackLanguage).toBe('en')
    expect(Object.keys(supportedLanguages).sort()).toEqual([...LANGUAGES].sort())
    expect(translations).toHaveProperty([language, 'desk', 'yes'], ADMIN_TEXTS[language].desk.yes)
  })
})

describe('a browser', () => {
  it('gets the texts, labels and descriptions of its own language alone', async () => {
    const sanitized = await config
    const i18n = await initI18n({ config: sanitized.i18n, context: 'client', language: 'de' })
    const sent = JSON.stringify([
      i18n.translations,
      createClientConfig({ config: sanitized, i18n, importMap: {}, user: true }),
    ])
    expect(sent).toContain(ADMIN_TEXTS.de.desk.setupTitle)
    expect(sent).toContain('Name des Unternehmens')
    expect(sent).toContain('Die URL, an die Vapi die Anrufe dieses Kunden sendet.')
    for (const [english, [, ...others]] of Object.entries(DESCRIPTIONS)) {
      for (const each of [english, ...others]) {
        // Some are the same in two languages, or a part of another text.
        if (each.length > 40) expect(sent).not.toContain(JSON.stringify(each))
      }
    }
    for (const other of ['Nom de l’entreprise', 'Nombre de la empresa', 'Bedrijfsnaam']) {
      expect(sent).not.toContain(other)
    }
    expect(sent).not.toContain(ADMIN_TEXTS.fr.desk.startText)
    expect(sent).not.toContain(ADMIN_TEXTS.fr.desk.problemsTitle)
  })
})

describe('the check of the admin’s texts', () => {
  const german = flat(ADMIN_TEXTS.de)

  it.each([
    [
      'a placeholder of another name',
      { 'desk:selectRow': '{{nmae}} auswählen' },
      'instead of “name”',
    ],
    ['a broken placeholder', { 'desk:selectRow': '{{name} auswählen' }, 'desk:selectRow is broken'],
    ['an empty text', { 'desk:line:nameLiteral': '' }, 'desk:line:nameLiteral is empty'],
    ['a text in English', { 'desk:nextPage': 'Next page' }, 'desk:nextPage is English'],
  ])('finds %s', (_, change, problem) => {
    expect(problems({ ...german, ...change })).toEqual([expect.stringContaining(problem)])
  })
})

/** Names of fields that nobody sees, and names that are the same in every language. */
const NOT_TRANSLATED = [
  ...['Base64', 'ID', 'Key', 'SHA-1', 'SHA-256', 'SHA-512', 'SMS'],
  ...['Deutsch', 'English', 'Español', 'Français', 'Italiano', 'Nederlands', 'Português'],
  ...[
    'Api Keys',
    'Calls Link',
    'Created By',
    'Delivery Health',
    'Expires At',
    'Field Times',
    'Follow Up Rule',
    'Foreign Hash',
    'Hash',
  ],
  ...[
    'Key Input',
    'Label',
    'Last Used At',
    'Lease',
    'Leased Until',
    'Live Offer',
    'Mail Notice',
    'Once Key',
  ],
  ...[
    'Prefix',
    'Revoked At',
    'Sender State',
    'Test Call',
    'Vapi Guard',
    'Vapi Webhook Token Index',
  ],
  ...['Welcome Mail', 'Welcome Notice'],
]

const LABEL_KEYS = ['label', 'plural', 'singular']

/** The English labels in a part of the config. */
const labelsIn = (part: unknown, seen = new Set<unknown>()): string[] => {
  if (typeof part !== 'object' || part === null || seen.has(part)) return []
  seen.add(part)
  return Object.entries(part).flatMap(([key, value]): string[] => {
    if (typeof value !== 'function') return labelsIn(value, seen)
    if (!LABEL_KEYS.includes(key)) return []
    const said: unknown = value({ i18n: { language: 'en' }, t: () => '' })
    return typeof said === 'string' && said !== '' ? [said] : []
  })
}

const isOfDesk = ({ slug }: { slug: string }): boolean => !slug.startsWith('payload-')

describe('the labels of the config', () => {
  it('are translated where people see them, and no label is translated that is gone', async () => {
    const { collections, globals } = await config
    const found = [...collections, ...globals]
      .filter(isOfDesk)
      .flatMap((each) =>
        labelsIn('labels' in each ? [each.labels, each.fields] : [each.label, each.fields]),
      )
    const labels = [...new Set(found)]
    expect(labels.filter((each) => each !== translateLabel(each, 'English'))).toEqual([])
    const isTranslated = (label: string): boolean =>
      label.split(': ').every((part) => Object.hasOwn(LABELS, part)) || Object.hasOwn(LABELS, label)
    expect(labels.filter((label) => !isTranslated(label)).sort()).toEqual(
      [...NOT_TRANSLATED].sort(),
    )
    const used = new Set([...labels, ...labels.flatMap((label) => label.split(': '))])
    expect(Object.keys(LABELS).filter((label) => !used.has(label))).toEqual([])
  })

  it('are in every language, none empty', () => {
    const empty = Object.entries(LABELS).filter(([, each]) => each.some((text) => !text.trim()))
    expect(empty).toEqual([])
  })

  it('are functions of the reader’s language', async () => {
    const { collections } = await config
    const users = collections.find(({ slug }) => slug === 'users')
    const plural = users?.labels.plural
    expect(plural).toBeTypeOf('function')
    expect(translateLabel('Users', 'English')).toBe('Users')
    expect(translateLabel('Users', 'Français')).toBe('Utilisateurs')
    expect(translateLabel('Users: view', 'Deutsch')).toBe('Benutzer: ansehen')
    expect(translateLabel('Users: of Mars', 'Deutsch')).toBe('Users: of Mars')
    expect(translateLabel('constructor', 'Deutsch')).toBe('constructor')
    expect(translateLabel('Users', '日本語')).toBe('Users')
  })
})

/** What parts of the config have under a name, such as `description`, except in notes for integrators and editors. */
const allIn = (part: unknown, name: string, seen = new Set<unknown>()): unknown[] => {
  if (typeof part !== 'object' || part === null || seen.has(part)) return []
  seen.add(part)
  return Object.entries(part).flatMap(([key, value]): unknown[] => {
    if (key === 'custom' || key === 'editor') return []
    return key === name ? [value] : allIn(value, name, seen)
  })
}

const ofDesk = async (name: string): Promise<unknown[]> => {
  const { collections, globals } = await config
  return [...collections, ...globals]
    .filter(isOfDesk)
    .flatMap(({ admin, fields }) => allIn([admin, fields], name))
}

/** Placeholders that are the same in every language. */
const EXAMPLES = ['#1d4ed8', '07:00', '09:00', '17:30', '21:00', 'https://']

describe('the descriptions of the config', () => {
  it('are functions of the reader’s language, and all are translated; none is that is gone', async () => {
    const found = await ofDesk('description')
    expect(found.filter((each) => typeof each !== 'function')).toEqual([])
    const english = new Set(found.map(englishDescription))
    expect(english.size).toBeGreaterThan(40)
    expect([...english].sort()).toEqual(Object.keys(DESCRIPTIONS).sort())
  })

  it('belong to no global, whose description Payload sends to the browser as it is', async () => {
    const { globals } = await config
    expect(globals.filter(({ admin }) => admin && 'description' in admin)).toEqual([])
  })

  it('say in each language what the English ones do, with the same names in braces', () => {
    const names = (text: string) => (text.match(/\{[^}]*\}/g) ?? []).sort()
    for (const [english, translations] of Object.entries(DESCRIPTIONS)) {
      for (const each of translations) {
        expect(each.trim()).not.toBe('')
        expect(each).not.toBe(english)
        expect(names(each)).toEqual(names(english))
      }
    }
  })

  it('reach a reader in the language of the admin, and integrators in English', async () => {
    const { collections } = await config
    const description = collections.find(({ slug }) => slug === 'groups')?.admin.description
    if (typeof description !== 'function') throw new Error('it is no function')
    const inGerman = await initI18n({
      config: (await config).i18n,
      context: 'client',
      language: 'de',
    })
    expect(description({ t: inGerman.t })).toMatch(/^Was ihre Mitglieder dürfen\./)
    expect(englishDescription(description)).toMatch(/^What its members may do\./)
    expect(englishDescription({ en: 'May do everything.' })).toBeUndefined()
    expect(translateDescription('May do everything.', 'English')).toBe('May do everything.')
    expect(translateDescription('May do everything.', '日本語')).toBe('May do everything.')
    expect(translateDescription('constructor', 'Deutsch')).toBe('constructor')
  })

  it('are in the types that Payload generates, in English', async () => {
    const sanitized = await config
    const i18n = await initI18n({ config: sanitized.i18n, context: 'api', language: 'de' })
    const { definitions } = configToJSONSchema(sanitized, sanitized.db.defaultIDType, i18n)
    expect(definitions).toHaveProperty('groups.description', expect.stringMatching(/^What its/))
    expect(definitions).toHaveProperty(
      'users.properties.isSuperuser.description',
      'May do everything.',
    )
    expect(definitions).toHaveProperty(
      'users.properties.vapiSender.properties.messageIdHeader.description',
      'For {svix-id}.',
    )
    expect(definitions).toHaveProperty(
      'users.properties.serviceHours.description',
      expect.stringMatching(/^One row/),
    )
  })
})

describe('the placeholders of the config', () => {
  it('are in all languages, or the same in all; none is translated that is gone', async () => {
    const found = await ofDesk('placeholder')
    const same = found.filter((each) => typeof each === 'string')
    expect([...new Set(same)].sort()).toEqual(EXAMPLES)
    const translated = found.filter((each) => typeof each !== 'string')
    expect(translated).toEqual(Object.keys(PLACEHOLDERS).map(placeholderIn))
    for (const each of translated) {
      expect(Object.keys(Object(each)).sort()).toEqual(Object.keys(LANGUAGE_NAMES).sort())
      expect(new Set(Object.values(Object(each))).size).toBe(LANGUAGES.length)
    }
  })
})
