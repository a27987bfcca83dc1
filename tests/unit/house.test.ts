import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** The places of the house, top down, as the map in CONTRIBUTING.md has them. */
const PLACES = Array.from(
  readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').matchAll(/^\| `([^`]+)` \|/gm),
  ([, place = '']) => place,
)

const isIn = (place: string, file: string): boolean => {
  if (place === 'src/*.ts') return dirname(file) === 'src'
  return place.endsWith('/') ? file.startsWith(place) : file === place
}

const floorOf = (file: string): number => PLACES.findIndex((place) => isIn(place, file))

const filesUnder = (path: string): string[] =>
  statSync(join(root, path)).isDirectory()
    ? readdirSync(join(root, path)).flatMap((name) => filesUnder(`${path}/${name}`))
    : [path]

const FILES = ['payload.config.ts', 'collections', 'endpoints', 'src']
  .flatMap(filesUnder)
  .filter((file) => /\.(?:tsx?|m?js)$/.test(file))

const ENDINGS = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
const SPECIFIER = /(?:\bfrom|\bimport\(?)\s*'(\.[^']*|@payload-config)'/g

/** The files of the house that one of them imports, types included. */
const importsOf = (file: string): string[] =>
  Array.from(
    readFileSync(join(root, file), 'utf8').matchAll(SPECIFIER),
    ([, specifier = '']) => specifier,
  ).flatMap((specifier) => {
    const path = specifier.startsWith('.')
      ? normalize(join(dirname(file), specifier))
      : 'payload.config.ts'
    return FILES.find((each) => ENDINGS.some((ending) => each === path + ending)) ?? []
  })

const IMPORTS = new Map(FILES.map((file) => [file, importsOf(file)]))

/** What is left when files are taken away, again and again, that import nothing of what is left. */
const inCircles = (): string[] => {
  const left = new Map(IMPORTS)
  for (let count = -1; count !== left.size; ) {
    count = left.size
    for (const [file, imported] of left) {
      if (!imported.some((each) => left.has(each))) left.delete(file)
    }
  }
  return [...left.keys()]
}

const IS_SEAM = /^src\/payload\//
const IS_GENERATED = /^src\/(?:migrations|payload-types|app\/\(payload\)\/admin)/

/** What Payload documents of its main entry. Types cannot break a running desk: `tsc` says when they change. */
const DOCUMENTED = new Set([
  'APIError',
  'Forbidden',
  'Locked',
  'NotFound',
  'QueryError',
  'ValidationError',
  'addDataAndFileToRequest',
  'buildConfig',
  'commitTransaction',
  'createLocalReq',
  'defaultLoggerOptions',
  'getPayload',
  'handleEndpoints',
  'initTransaction',
  'killTransaction',
])

/** Entries of which nothing, or not what we use, is documented. */
const UNDOCUMENTED_ENTRIES = /^(?:payload\/.+|@payloadcms\/graphql|.*\/dist\/.*|next\/dist\/.*)$/

const IMPORT = /import \{([^}]*)\} from '([^'.][^']*)'/g

const undocumentedImports = (text: string): string[] =>
  Array.from(text.matchAll(IMPORT)).flatMap(([, names = '', entry = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .filter(
        (name) =>
          UNDOCUMENTED_ENTRIES.test(entry) || (entry === 'payload' && !DOCUMENTED.has(name)),
      )
      .map((name) => `${name} of ${entry}`),
  )

/** Fields and methods that types hide, or that Payload, drizzle, pg and Next may rename in any version. */
const INTERNALS = [
  /\._strategy\b|'_strategy' in/,
  /\bauthStrategies\b/,
  /\bcountDistinct\b/,
  /\brawTables\b/,
  /\bdb\.sessions\b/,
  /\breadyForQuery\b|_queryQueue|handleDataRow|'processID'/,
  /drizzle:/,
  /_payload_graphql/,
  /next\/dist|\.nft\.json/,
]

describe('the house', () => {
  it('has a place in the map for every file', () => {
    expect(FILES.filter((file) => floorOf(file) < 0)).toEqual([])
  })

  it('has files at every place of the map', () => {
    expect(PLACES.filter((place) => !FILES.some((file) => isIn(place, file)))).toEqual([])
  })

  it('imports downwards only', () => {
    const upwards = [...IMPORTS].flatMap(([file, imported]) =>
      imported
        .filter((each) => floorOf(each) < floorOf(file))
        .map((each) => `${file} imports ${each}`),
    )
    expect(upwards).toEqual([])
  })

  it('has no files that import each other in a circle', () => {
    expect(inCircles()).toEqual([])
  })

  it('logs by one logger', () => {
    // What others write to the console is made safe in one place; commands run before there is a logger.
    const elsewhere = FILES.filter(
      (file) => file !== 'src/safeConsole.ts' && !file.startsWith('src/server/cli/'),
    )
    const writing = elsewhere.filter((file) =>
      /\bconsole\.\w+\(/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(writing).toEqual([])
  })

  it('touches what Payload, Next and pg do not document in one place', () => {
    const elsewhere = FILES.filter((file) => !IS_SEAM.test(file) && !IS_GENERATED.test(file))
    const touching = elsewhere.flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return [
        ...undocumentedImports(text).map((name) => `${file} imports ${name}`),
        ...INTERNALS.filter((internal) => internal.test(text)).map(
          (internal) => `${file} touches ${internal.source}`,
        ),
      ]
    })
    expect(touching).toEqual([])
  })
})
