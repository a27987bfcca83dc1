import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readDelivery } from '../../../src/vapi/delivery'
import type { CallReport } from '../../../src/vapi/report'
import { TOKEN } from '../../fixtures/reports'

// Bodies that people really receive, each with what a person reading it expects.
const CASES = new URL('../../../../shared/vapi/cases/', import.meta.url)

/** Cases that are read wrongly as yet. */
const WRONG: readonly string[] = [
  'a01-all-under-call-outputs.json',
  'a04-n8n-item-forwarded.json',
  'a04b-n8n-body-only.json',
  'a05-root-metadata.json',
  'a06-flat-2024-from-to.json',
  'a09-transfer-rang-out.json',
  'a10-scheduled-days-before.json',
  'a11-transcript-array.json',
  'a12-chat-report.json',
  'a15-customer-phoneNumber-key.json',
  'a18-ids-and-numbers-as-numbers.json',
  'a20-underscore-type.json',
  'a21-masked-caller.json',
  'a30-sip-only.json',
  'a34-other-speaker-words.json',
  'a37-hangup-sample-reason.json',
]

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

  it.each(files.filter((name) => !WRONG.includes(name)))('%s says what is wanted', (name) => {
    expect(differences(name)).toEqual([])
  })

  it('those that are known to be read wrongly still are: take them from the list', () => {
    expect(WRONG.filter((name) => differences(name).length === 0)).toEqual([])
  })
})
