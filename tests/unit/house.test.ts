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
})
