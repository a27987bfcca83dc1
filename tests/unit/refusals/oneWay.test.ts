import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')

const FILES = ['collections', 'endpoints', 'src'].flatMap((place) =>
  readdirSync(join(root, place), { encoding: 'utf8', recursive: true })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${place}/${name}`),
)

const filesWith = (pattern: RegExp): string[] =>
  FILES.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8'))).sort()

describe('a refusal', () => {
  it('is never made by hand: each has a code', () => {
    // Errors of fields are Payload’s, and get their code with its answer.
    expect(filesWith(/(?<!ValidationError\(\{\s*)errors: \[\s*\{(?!\s*code\b)/)).toEqual([])
  })

  it('is thrown as one of the table', () => {
    expect(filesWith(/\bextends APIError\b/)).toEqual(['src/refusals/refusals.ts'])
    // In place of what may not be shown.
    expect(filesWith(/\bnew APIError\(/)).toEqual(['src/server/http/failures.ts'])
  })
})
