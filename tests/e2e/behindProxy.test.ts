import { createServer, request, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../src/server/http/listen'
import { freePort } from '../../src/server/postgres/freePort'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  save,
  visitAdmin,
} from './support/admin'

let desk: AdminDesk
let proxy: Server
let id: string

/** Passes everything on, and says of itself that it is somebody else. */
const openProxy = async (port: string): Promise<number> => {
  proxy = createServer((incoming, outgoing) => {
    const { headers, method, url: path } = incoming
    const forwarded = request(
      {
        headers: { ...headers, host: 'inner:8080', 'x-forwarded-host': 'balancer.internal' },
        host: '127.0.0.1',
        method,
        path,
        port,
      },
      (answered) => {
        outgoing.writeHead(answered.statusCode ?? 502, answered.headers)
        answered.pipe(outgoing)
      },
    )
    forwarded.on('error', () => outgoing.writeHead(502).end())
    incoming.pipe(forwarded)
  })
  return await listen({ host: '127.0.0.1', port: 0, server: proxy })
}

beforeAll(async () => {
  const port = String(await freePort())
  const url = `http://127.0.0.1:${await openProxy(port)}`
  desk = { ...(await openAdminDesk({ env: { PORT: port, SERVER_URL: url } })), url }
  id = (await createUser(desk, { email: 'client@clients.test', name: 'Anna Berg' })).id
})
afterAll(async () => {
  await desk?.stop()
  proxy?.closeAllConnections()
  proxy?.close()
})

describe('behind a proxy that tells another host than SERVER_URL', () => {
  it('forms of the admin keep their state on the server and are saved', async () => {
    const page = await visitAdmin({ desk })
    const refused: string[] = []
    page.on('response', (response) => {
      if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`)
    })
    await goTo(page, `${desk.url}/admin/collections/users/${id}/edit`)
    const state = page.waitForResponse(
      (response) =>
        response.request().method() === 'POST' &&
        response.request().headers()['next-action'] !== undefined,
    )
    await page.fill('#field-name', 'Anna Stone')
    expect((await state).status()).toBe(200)
    await save(page)
    await page.reload()
    await expect.poll(() => page.inputValue('#field-name')).toBe('Anna Stone')
    expect(refused).toEqual([])
    await leaveAdmin(page)
  })

  it('a form of another site is refused', async () => {
    const answer = await fetch(`${desk.url}/admin`, {
      body: '[]',
      headers: { 'next-action': '0'.repeat(42), origin: 'http://balancer.internal' },
      method: 'POST',
    })
    expect(answer.status).toBe(403)
  })
})
