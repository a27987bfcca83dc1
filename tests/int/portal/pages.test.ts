import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../../src/server/http/listen'
import { stopServer } from '../../../src/server/http/stopServer'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

const RELOADS = 40

let desk: TestDesk
let server: Server
let url = ''
/** What a page does until it answers. */
let work: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  const { createDeskServer } = await import('../../../src/server/http/createDeskServer')
  server = createDeskServer({
    config: desk.payload.config,
    pages: (incoming, outgoing) => work(incoming, outgoing),
  })
  url = `http://127.0.0.1:${await listen({ host: '127.0.0.1', port: 0, server })}`
})
afterAll(async () => {
  await stopServer({ milliseconds: 1_000, server })
  await desk.stop()
})

const cookieOf = async (user: { email: string }) => {
  const { authorization = '' } = await desk.login(user)
  return { cookie: `payload-token=${authorization.replace('JWT ', '')}` }
}

describe('somebody who reloads a page without end', () => {
  it('keeps no report waiting, and gets every page in the end', async () => {
    const client = await makeClient(desk.payload)
    let atOnce = 0
    let most = 0
    let letGo = () => {}
    const isFree = new Promise<void>((resolve) => {
      letGo = resolve
    })
    work = async (_, outgoing) => {
      atOnce += 1
      most = Math.max(most, atOnce)
      // As a page does: it asks the database, and not once.
      await desk.payload.db.pool.query('select pg_sleep(0.01)')
      await isFree
      atOnce -= 1
      outgoing.end('page')
    }
    const headers = { accept: 'text/html', ...(await cookieOf(client)) }
    const pages = Promise.all(
      Array.from({ length: RELOADS }, () => fetch(`${url}/calls`, { headers })),
    )
    for (let n = 0; n < 5; n += 1) {
      const message = { ...report2026.message, call: { id: crypto.randomUUID() } }
      const { status } = await asJSON({
        body: { message },
        url: `${url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`,
      })
      expect(status).toBe(200)
    }
    // Others are served meanwhile too.
    const other = await cookieOf(await makeClient(desk.payload))
    const api = await fetch(`${url}/api/call-summaries?limit=1`, { headers: other })
    expect(api.status).toBe(200)
    letGo()
    const statuses = (await pages).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(most).toBeLessThan(RELOADS / 2)
  })
})

describe('a page while the database is away', () => {
  it('is shown in the reader’s language, and says nothing of the inside', async () => {
    work = async () => {
      throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.5:5432'), { code: 'ECONNREFUSED' })
    }
    const headers = { accept: 'text/html', 'accept-language': 'en' }
    const answer = await fetch(`${url}/calls`, { headers })
    const text = await answer.text()
    expect(answer.status).toBe(503)
    expect(answer.headers.get('refresh')).toBe('5')
    expect(text).toContain('One moment, please')
    expect(text).not.toMatch(/ECONNREFUSED|10\.0\.0|database|Vapi/)
  })

  it('says no more when something else goes wrong', async () => {
    work = async () => {
      throw new Error('a secret of the inside')
    }
    const answer = await fetch(`${url}/calls`, { headers: { accept: 'text/html' } })
    expect([answer.status, (await answer.text()).includes('secret')]).toEqual([500, false])
    expect(answer.headers.get('content-type')).toContain('text/html')
  })
})
