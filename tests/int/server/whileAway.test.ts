import { createServer, type Server } from 'node:http'
import { createServer as createSilent } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../../src/server/http/listen'
import { whileAway } from '../../../src/server/http/whileAway'
import { createTestDatabase, type TestDatabase } from '../../helpers/testDatabase'

let database: TestDatabase
const servers: { close: () => unknown }[] = []

const serve = async (pool: pg.Pool): Promise<string> => {
  const pages = whileAway({
    pages: async (_, outgoing) => void outgoing.end('the page'),
    pool,
  })
  const server: Server = createServer((incoming, outgoing) => void pages(incoming, outgoing))
  servers.push(server)
  return `http://127.0.0.1:${await listen({ host: '127.0.0.1', port: 0, server })}/admin`
}

const html = { accept: 'text/html,application/xhtml+xml' }

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(async () => {
  for (const server of servers) server.close()
  await database.drop()
})

describe('a page', () => {
  it('is served while the database answers', async () => {
    const response = await fetch(await serve(database.sql), { headers: html })
    expect([response.status, await response.text()]).toEqual([200, 'the page'])
  })

  it('says so when the database is silent, and tries again; files are served on', async () => {
    const silent = createSilent(() => undefined)
    servers.push(silent)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const url = await serve(new pg.Pool({ host: '127.0.0.1', port: port ?? 0, user: 'nobody' }))
    const response = await fetch(url, { headers: html })
    expect(response.status).toBe(503)
    expect(response.headers.get('refresh')).toBe('5')
    expect(await response.text()).toContain('The database does not answer.')
    expect((await fetch(url, { headers: { accept: 'text/css' } })).status).toBe(200)
  })
})
