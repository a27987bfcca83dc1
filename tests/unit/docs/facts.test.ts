import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { PERMISSIONS } from '../../../src/access/permissions'
import { REFUSALS } from '../../../src/refusals/refusals'
import { readSettings, SETTING_NAMES } from '../../../src/settings/settings'
import { PAGES, ROOT, read } from '../../helpers/documentation'

const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    engines: z.object({ node: z.string() }),
    license: z.string(),
    scripts: z.record(z.string(), z.string()),
    version: z.string(),
  })
  .parse(JSON.parse(read('package.json')))

/** Pages about the product as it is now. */
const CURRENT = PAGES.filter((page) => page !== 'CHANGELOG.md')

/** What a page has between backticks, in its text and in its blocks. */
const codeOf = (page: string): string[] => read(page).match(/```[\s\S]*?```|`[^`\n]+`/g) ?? []

const found = (pattern: RegExp): string[] =>
  CURRENT.flatMap((page) =>
    codeOf(page).flatMap((code) =>
      [...code.matchAll(pattern)].map(([, name = '']) => `${page}: ${name}`),
    ),
  )
const nameIn = (line: string): string => line.slice(line.indexOf(': ') + 2)

describe('the documentation names only what there is', () => {
  it('npm scripts', () => {
    const named = found(/\bnpm run ([\w:-]+)/g)
    expect(named.length).toBeGreaterThan(15)
    expect(named.filter((line) => !(nameIn(line) in manifest.scripts))).toEqual([])
  })

  it('files and folders', () => {
    const named = found(
      /(?<![\w/.])((?:src|collections|endpoints|tests|deploy|bench|docs|examples)\/(?!\.work)[\w./()-]+)/g,
    )
    expect(named.length).toBeGreaterThan(25)
    expect(named.filter((line) => !existsSync(join(ROOT, nameIn(line))))).toEqual([])
  })

  it('error codes', () => {
    const codes = found(/^`([A-Z]+(?:_[A-Z]+)+)`$/g).filter(
      (line) => !SETTING_NAMES.includes(nameIn(line)),
    )
    const refusals = codes.filter((line) => nameIn(line) in REFUSALS)
    expect(refusals.length).toBeGreaterThan(5)
    const further = [
      'DESK_PASSWORD',
      'STANDBY_PASSWORD',
      'POSTGRES_PASSWORD',
      'NEW_PAYLOAD_SECRET',
      'VAPI_OPENAPI',
    ]
    expect(
      codes.filter((line) => !(nameIn(line) in REFUSALS) && !further.includes(nameIn(line))),
    ).toEqual([])
  })

  it('permissions', () => {
    const named = found(
      /^`((?:users|groups|call-summaries|webhook-deliveries|notifications|audit-log)\.[a-z]+)`$/g,
    )
    expect(named.length).toBeGreaterThan(8)
    const known: readonly string[] = PERMISSIONS
    expect(named.filter((line) => !known.includes(nameIn(line)))).toEqual([])
  })
})

describe('the settings', () => {
  type Row = { fallback: string; name: string }
  const rows = [...read('docs/configuration.md').matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(
    ([, name = '', fallback = '']): Row => ({ fallback: fallback.trim(), name }),
  )
  const template = [...read('.env.example').matchAll(/^(\w+)=(.*)$/gm)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )

  it('are each documented once, and there are no others', () => {
    expect(SETTING_NAMES.length).toBeGreaterThan(25)
    expect(rows.map(({ name }) => name).sort()).toEqual([...SETTING_NAMES].sort())
  })

  it('have the defaults that the page says', () => {
    const actual = new Map(Object.entries(readSettings({})))
    const wrong = rows.filter(({ fallback, name }) => {
      const value = actual.get(name)
      if (fallback.startsWith('`')) return `\`${value}\`` !== fallback
      return !(value === undefined || (Array.isArray(value) && value.length === 0))
    })
    expect(wrong).toEqual([])
  })

  it('are each in .env.example, in the order of the page, and leave every default', () => {
    expect(template.map(([name]) => name)).toEqual(rows.map(({ name }) => name))
    expect(readSettings(Object.fromEntries(template))).toEqual(readSettings({}))
  })
})

describe('the README', () => {
  const readme = read('README.md')

  it('fits into 150 lines', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
  })

  it('says in its third line what a desk is', () => {
    const [, , third = ''] = readme.split('\n')
    expect(third).toMatch(/A \*desk\* is /)
  })

  it('lists every page of docs/', () => {
    const pages = PAGES.filter((page) => page.startsWith('docs/'))
    expect(pages.filter((page) => !readme.includes(`](${page})`))).toEqual([])
  })

  it('has badges that say what is so', () => {
    const badge = (name: string) =>
      / aria-label="([^"]+)"/.exec(read(`docs/badges/${name}.svg`))?.[1]
    expect(badge('version')).toBe(`version: ${manifest.version}`)
    expect(badge('node')).toBe(
      `Node: ${manifest.engines.node.replace(/\^|\.0\.0/g, '').replace(' || ', ' or ')}`,
    )
    expect(badge('payload')).toBe(`Payload: ${manifest.dependencies.payload?.split('.')[0]}`)
    expect(badge('licence')).toBe(`licence: ${manifest.license}`)
    expect(badge('postgresql')).toBe('PostgreSQL: 15–18')
  })

  it('and docs/upgrading.md name the versions in use', () => {
    const upgrading = read('docs/upgrading.md')
    for (const name of ['payload', 'next']) {
      const row = new RegExp(`^\\| ${name} \\| ([^ ]+) \\|`, 'im').exec(upgrading)
      expect([name, row?.[1]]).toEqual([name, manifest.dependencies[name]])
    }
    expect(upgrading).toContain(`| ${manifest.version} |`)
    expect(readme).toContain(`Version ${manifest.version}.`)
  })
})

/** Phrases that nobody says, and what to say. */
const PHRASES: [RegExp, string][] = [
  [/\b(?:is|are) told of\b/i, 'is notified of'],
  [/\bhears? of\b/i, 'learns of'],
  [/\bwhat came of\b/i, 'the result of'],
  [/\bby itself\b|\bby themselves\b/i, 'automatically'],
  [/\bat once\b/i, 'immediately, or at the same time'],
  [/\bstands? in\b/i, 'is in'],
  [/\bapart by\b/i, 'separated by'],
  [/\bgoes by\b/i, 'uses'],
  [/\bof one’s own\b|\bof one's own\b/i, 'your own'],
  [/\bfor ever\b/i, 'forever'],
]

describe('the documentation is plain English', () => {
  const pages = PAGES.filter((page) =>
    /^(?:docs|examples|\.github)\/|^(?:README|SECURITY|CODE)/.test(page),
  )

  it.each(pages)('%s', (page) => {
    const used = PHRASES.filter(([pattern]) => pattern.test(read(page)))
    expect(used.map(([pattern, better]) => `${pattern}: say “${better}”`)).toEqual([])
  })
})
