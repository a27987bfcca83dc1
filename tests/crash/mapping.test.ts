import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deskMeaning, meaning, SAID } from '../helpers/mappings'
import { asJSON, login } from '../helpers/requests'
import { type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { createTestDatabase, type TestDatabase } from '../helpers/testDatabase'
import { adminPassword, adminSettings, type CrashClient, makeClients } from './crashDesk'

const CHANGES = 12
/** Senders for each of the two processes. */
const SENDERS = 6

let client: CrashClient
let database: TestDatabase
let desks: SpawnedDesk[] = []
let root: Record<string, string> = {}

const urlOf = (number: number): string => desks[number % desks.length]?.url ?? ''

beforeAll(async () => {
  database = await createTestDatabase()
  const env = {
    ...adminSettings,
    DATABASE_URL: database.url,
    PAYLOAD_SECRET: 'a secret for tests only',
    WEBHOOK_CLIENT_LIMIT: '100000000',
  }
  desks = [await spawnDesk({ env }), await spawnDesk({ env })]
  for (const desk of desks) await untilOpen({ desk, seconds: 90 })
  const [made] = await makeClients({ count: 1, url: urlOf(0) })
  if (!made) throw new Error('There is no client')
  client = made
  root = await login({ email: adminSettings.ADMIN_EMAIL, password: adminPassword, url: urlOf(0) })
}, 200_000)

afterAll(async () => {
  for (const desk of desks) await desk.stop()
  await database.drop()
})

const post = async (number: number, callID: string, more: object = {}): Promise<void> => {
  const { status } = await asJSON({
    body: {
      message: {
        analysis: { structuredData: { result: SAID } },
        call: { id: callID },
        timestamp: Date.now(),
        type: 'end-of-call-report',
        ...more,
      },
    },
    url: `${urlOf(number)}/api/v1/vapi/webhook/${client.token}`,
  })
  expect(status).toBe(200)
}

const outcomeOf = (prefix: string, number: number) => `${prefix}_${number}`

/** The client's mapping can name only what the desk has. */
const ALL_OUTCOMES = ['client', 'desk'].flatMap((prefix) =>
  Array.from({ length: CHANGES + 1 }, (_, number) => outcomeOf(prefix, number)),
)

/** What the process that is not asked for reports has to find out by itself. */
const change = {
  client: async (number: number, outcome: string) => {
    const { status } = await asJSON({
      body: { fieldMapping: meaning(outcome) },
      headers: root,
      method: 'PATCH',
      url: `${urlOf(number)}/api/users/${client.id}`,
    })
    expect(status).toBe(200)
  },
  desk: async (number: number, outcome: string) => {
    const { status } = await asJSON({
      body: { mapping: deskMeaning(outcome, ALL_OUTCOMES) },
      headers: root,
      url: `${urlOf(number)}/api/globals/field-mapping`,
    })
    expect(status).toBe(200)
  },
} as const

/** A report, with the mappings that may have been the current one while it was stored. */
type Sent = { callID: string; from: number; to: number }

const storedOutcomes = async (): Promise<Map<string, null | string>> => {
  const { rows } = await database.sql.query<{ outcome: null | string; vapi_call_id: string }>(
    'select vapi_call_id, outcome from call_summaries where client_id = $1',
    [client.id],
  )
  return new Map(rows.map(({ outcome, vapi_call_id: callID }) => [callID, outcome]))
}

describe('two desks, while a mapping is changed under load', () => {
  // The desk's first: a client's own line takes its place.
  it.each(['desk', 'client'] as const)(
    'read every report with that %s’s mapping of then',
    async (whose) => {
      /** The last change that has been answered, and the last that has been asked for. */
      let [changed, asked] = [0, 0]
      await change[whose](0, outcomeOf(whose, 0))
      const sent: Sent[] = []
      let isOver = false
      const send = async (sender: number) => {
        for (let count = 0; !isOver; count += 1) {
          const callID = `${whose}-${sender}-${count}`
          // Before half of them, the call has a report that says nothing, so that they are merged.
          if (count % 2 === 1) await post(sender + 1, callID, { analysis: {}, timestamp: 1e12 })
          const from = changed
          await post(sender, callID)
          sent.push({ callID, from, to: asked })
        }
      }
      const senders = Array.from({ length: SENDERS * desks.length }, (_, sender) => send(sender))
      for (let number = 1; number <= CHANGES; number += 1) {
        const before = sent.length
        while (sent.length < before + 20) await sleep(5)
        asked = number
        await change[whose](number, outcomeOf(whose, number))
        changed = number
      }
      isOver = true
      await Promise.all(senders)

      const stored = await storedOutcomes()
      const wrong = sent.filter(({ callID, from, to }) => {
        const outcome = stored.get(callID)
        const possible = Array.from({ length: to - from + 1 }, (_, n) => outcomeOf(whose, from + n))
        return !possible.some((each) => each === outcome)
      })
      expect(wrong).toEqual([])
      // Each of the two was asked after the last change, and neither had been told of it.
      for (const number of [0, 1]) {
        await post(number, `${whose}-last-${number}`)
        expect((await storedOutcomes()).get(`${whose}-last-${number}`)).toBe(
          outcomeOf(whose, CHANGES),
        )
      }
    },
  )
})
