import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readDelivery } from '../../../src/vapi/delivery'
import type { CallReport } from '../../../src/vapi/report'
import { TOKEN } from '../../fixtures/reports'

// Bodies that people really receive, each with what a person reading it expects.
const CASES = new URL('../../../../shared/vapi/cases/', import.meta.url)

const caseSchema = z.object({
  body: z.json(),
  client: z.object({ currency: z.string() }).optional(),
  want: z.record(z.string(), z.json()),
})
type Case = z.infer<typeof caseSchema>

// Later than any of them was sent.
const RECEIVED_AT = new Date('2026-12-01T00:00:00.000Z')

/** As the statement that stores it chooses. */
const currencyOf = ({ currencies, price }: CallReport, own: string) => {
  if (price === null) return null
  return currencies === null || currencies.includes(own) ? own : (currencies[0] ?? null)
}

const readCase = ({ body, client }: Case) => {
  const text = JSON.stringify(body)
  const delivery = readDelivery({ receivedAt: RECEIVED_AT, text, token: TOKEN })
  if (delivery.kind !== 'report') return null
  const { report } = delivery
  return { ...report, currency: currencyOf(report, client?.currency ?? 'USD') }
}

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (part, key) => (Object(part) === part ? Reflect.get(Object(part), key) : undefined),
      value,
    )

const textAt = (value: unknown, path: string) => String(at(value, path) ?? '')

const isAsWanted = (got: ReturnType<typeof readCase>, key: string, wanted: unknown): boolean => {
  if (key === 'outcomeNotNull') return (got?.outcome !== null && got !== null) === wanted
  if (key === 'startedAtDay') return textAt(got, 'startedAt').slice(0, 10) === wanted
  if (key === 'transcriptHas') return textAt(got, 'transcript').includes(String(wanted))
  return got !== null && JSON.stringify(at(got, key) ?? null) === JSON.stringify(wanted)
}

const differences = (name: string) => {
  const known = caseSchema.parse(JSON.parse(readFileSync(new URL(name, CASES), 'utf8')))
  const got = readCase(known)
  return Object.entries(known.want)
    .filter(([key, wanted]) => !isAsWanted(got, key, wanted))
    .map(([key, wanted]) => ({ got: at(got, key), key, wanted }))
}

describe.skipIf(!existsSync(CASES))('bodies that people really receive', () => {
  const files = existsSync(CASES) ? readdirSync(CASES).filter((name) => name.endsWith('.json')) : []

  it.each(files)('%s says what is wanted', (name) => {
    expect(differences(name)).toEqual([])
  })
})
