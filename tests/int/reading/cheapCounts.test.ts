import type { Where } from 'payload'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countChoices } from '../../../src/components/QuickFilters/countChoices'
import { isCostly, onlyIfCheap } from '../../../src/database/lists/cheapCounts'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'

let desk: TestDesk
let boss: Awaited<ReturnType<typeof makeSuperuser>>
let client: string

const insertCalls = async (calls: number): Promise<void> => {
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, outcome, ended_group, summary)
     select uuidv7(), $1, gen_random_uuid(), now() - n * interval '1 second',
       case when n % 2 = 0 then 'booked' else 'question' end,
       (case when n % 3 = 0 then 'completed' else 'voicemail' end)::enum_call_summaries_ended_group,
       repeat('word ', 140)
     from generate_series(1, $2::int) n`,
    [client, calls],
  )
  await desk.sql.query('analyze call_summaries')
}

const RARE: Where = { outcome: { equals: 'booked' }, price: { equals: 7 } }
const FREQUENT: Where = { endedGroup: { equals: 'voicemail' }, outcome: { equals: 'booked' } }

const count = (where: Where, context = {}) =>
  desk.payload.count({ collection: 'call-summaries', context, where })

beforeAll(async () => {
  desk = await createTestDesk()
  boss = await makeSuperuser(desk.payload)
  client = (await makeClient(desk.payload)).id
})

afterAll(() => desk.stop())

it('is made for whoever wants it only if it is quick, while there are few calls', async () => {
  await insertCalls(60)
  const counted = await count(FREQUENT, onlyIfCheap)
  expect(counted.totalDocs).toBe(20)
  expect(isCostly(counted)).toBe(false)
})

it('is left out for them if it would read all of many calls, and made for everybody else', async () => {
  await insertCalls(100_000)
  expect(isCostly(await count(RARE, onlyIfCheap))).toBe(true)
  const counted = await count(RARE)
  expect(counted.totalDocs).toBe(0)
  expect(isCostly(counted)).toBe(false)
  // This one ends at the first few thousand.
  expect(isCostly(await count(FREQUENT, onlyIfCheap))).toBe(false)
})

it('leaves its quick filter without a number, and the others with theirs', async () => {
  const choice = (value: string) => ({
    condition: { endedGroup: { equals: value } },
    label: { text: value },
    value,
  })
  const { choices } = await countChoices({
    collectionConfig: desk.payload.collections['call-summaries'].config,
    filter: {
      choices: ['completed', 'error'].map(choice),
      field: 'endedGroup',
      label: { text: 'Ended' },
      withCounts: true,
    },
    payload: desk.payload,
    search: undefined,
    user: { ...boss, collection: 'users' },
    where: { price: { equals: 7 } },
  })
  expect(choices.map(({ count, value }) => [value, count])).toEqual([
    ['completed', undefined],
    ['error', 0],
  ])
})
