import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const names = z.record(z.string(), z.string()).default({})
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ optionalDependencies: names, resolved: z.string().optional() }),
  ),
})
const { packages } = lockSchema.parse(
  JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')),
)

describe('the lockfile', () => {
  it('names the packages of every platform, or `npm ci` refuses it', () => {
    const wanted = Object.values(packages).flatMap((each) => Object.keys(each.optionalDependencies))
    const isThere = (name: string) =>
      Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`))
    expect(wanted.length).toBeGreaterThan(50)
    expect(wanted.filter((name) => !isThere(name))).toEqual([])
  })

  it('holds no download addresses', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([])
  })
})
