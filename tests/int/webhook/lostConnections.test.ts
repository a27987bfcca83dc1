import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let token: string

const post = (id: string, summary = 'said') =>
  asJSON<{ state: string }>({
    body: {
      message: {
        ...report2026.message,
        analysis: { ...report2026.message.analysis, summary },
        call: { ...report2026.message.call, id },
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })

/** Ends every connection of the desk, whatever it is doing. */
const cutAll = () =>
  desk.sql.query(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query not like '%cutAll%'`)

const counts = async (prefix: string) => {
  const { rows } = await desk.sql.query<{ calls: number; deliveries: number; summaries: number }>(
    `select
       (select count(*)::int from call_summaries where vapi_call_id like $1) as summaries,
       (select count(distinct vapi_call_id)::int from call_summaries where vapi_call_id like $1) as calls,
       (select count(*)::int from webhook_deliveries where vapi_call_id like $1) as deliveries`,
    [`${prefix}-%`],
  )
  return rows[0]
}

beforeAll(async () => {
  desk = await createTestDesk()
  desk.sql.on('error', () => undefined)
  token = (await makeClient(desk.payload)).vapiWebhookToken
})

afterAll(() => desk.stop())

describe('reports that come while connections are cut', () => {
  it('are stored on another one, right after', async () => {
    await post('idle-0')
    for (let n = 1; n <= 10; n += 1) {
      await cutAll()
      expect((await post(`idle-${n}`)).status).toBe(200)
    }
    expect(await counts('idle')).toEqual({ calls: 11, deliveries: 11, summaries: 11 })
  })

  it('are stored once, each with one delivery, when it happens in the middle', async () => {
    const cutting = { isOver: false }
    const cutter = (async () => {
      while (!cutting.isOver) {
        await cutAll().catch(() => undefined)
        await sleep(5)
      }
    })()
    const sent = Promise.all(
      Array.from({ length: 150 }, async (_, n) => {
        await sleep(n * 5)
        return (await post(`middle-${n}`)).status
      }),
    )
    await sleep(900)
    cutting.isOver = true
    await cutter
    expect(new Set(await sent)).toEqual(new Set([200]))
    expect(await counts('middle')).toEqual({ calls: 150, deliveries: 150, summaries: 150 })
  })

  it('are merged once when they say more about a call', async () => {
    await post('merge-1', 'first')
    await cutAll()
    expect((await post('merge-1', 'second')).body).toMatchObject({ state: 'merged' })
    expect(await counts('merge')).toEqual({ calls: 1, deliveries: 2, summaries: 1 })
  })
})
