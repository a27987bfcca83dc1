import { existsSync } from 'node:fs'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { commitTransaction, createLocalReq, initTransaction } from 'payload'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STATEMENTS } from '../../../src/access/userVersion'
import {
  dropIndexes,
  type Filtered,
  isAdapter,
  transactionHandle,
  withFilter,
  withHandle,
} from '../../../src/payload/adapter'
import { applyListHooks } from '../../../src/payload/applyListHooks'
import { createCipher } from '../../../src/payload/cipher'
import { originalName, sendQuery, writeSQL } from '../../../src/payload/drizzle'
import {
  hookedFolders,
  isList,
  nextServer,
  nodeFileTrace,
} from '../../../src/payload/nextFiles.mjs'
import { verifyPassword } from '../../../src/payload/passwords'
import {
  cancelKeyOf,
  cut,
  isBusy,
  isQueued,
  isReady,
  onServerError,
} from '../../../src/payload/pg/client'
import { portionedQuery } from '../../../src/payload/pg/portionedQuery'
import { strategyOf, wrapStrategies } from '../../../src/payload/strategies'
import type { User } from '../../../src/payload-types'
import { root } from '../../../src/server/cli/root.mjs'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'

const KEY = '0123456789abcdef0123456789abcdef'
const SECRET = 'a secret for tests only'

let desk: TestDesk
let user: User
let headers: Record<string, string>

const adapterOf = ({ payload: { db } }: TestDesk) => {
  if (!isAdapter(db)) throw new Error('Payload’s adapter is another one now')
  return db
}

const connected = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  user = await makeClient(desk.payload)
  await desk.payload.update({
    collection: 'users',
    data: { apiKey: KEY, enableAPIKey: true },
    id: user.id,
    overrideAccess: true,
  })
  headers = await desk.login(user)
})

afterAll(() => desk.stop())

describe('of Payload’s adapter we rely on it that', () => {
  it('a count asks countDistinct once, with its handle, table, joins and condition', async () => {
    const adapter = adapterOf(desk)
    const asked: Filtered[] = []
    await withFilter({
      adapter,
      args: { collection: 'groups', where: { name: { equals: 'x' } } },
      count: adapter.count,
      query: async (filtered) => {
        asked.push(filtered)
        return 0
      },
    })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ joins: [], tableName: 'groups' })
    const { db, tableName, where } = asked[0] ?? { tableName: '' }
    const table = adapter.tables[tableName]
    const written = writeSQL(Object(db), sql`select 1 from ${table} where ${where}`)
    expect(written).toEqual({ params: ['x'], sql: expect.stringContaining('"groups"."name" = $1') })
  })

  it('sessions hold the handle of a transaction until it ends', async () => {
    const req = await createLocalReq({}, desk.payload)
    await initTransaction(req)
    const id = await req.transactionID
    const handle = transactionHandle(desk.payload, id)
    const { rows } =
      (await handle?.execute(sql`select txid_current() = txid_current() as same`)) ?? {}
    expect(rows).toEqual([{ same: true }])
    await commitTransaction(req)
    expect(transactionHandle(desk.payload, id)).toBeUndefined()
  })

  it('its methods read by this.drizzle', async () => {
    const { drizzle } = desk.payload.db
    let isAsked = false
    const noting = new Proxy(drizzle, {
      get: (target, name) => {
        isAsked = true
        return Reflect.get(target, name)
      },
    })
    await withHandle(adapterOf(desk), noting).find({ collection: 'groups', limit: 1 })
    expect(isAsked).toBe(true)
  })

  it('rawTables name the indexes of each table, and one that is not there is an error', () => {
    const { db } = desk.payload
    const { rawTables } = Object(db)
    expect(Object.keys(rawTables)).toEqual(expect.arrayContaining(['call_summaries', 'users']))
    expect(() => dropIndexes(Object(db), 'call_summaries', ['no such index'])).toThrow(
      'There is no index no such index to leave out',
    )
  })

  it('a user is made of no other tables than its version looks at', () => {
    const tables = Object.keys(Object(desk.payload.db).rawTables).filter((name) =>
      /^(?:users|groups)(?:_|$)/.test(name),
    )
    const looksAt = tables.filter((name) => STATEMENTS.id.text.includes(`from ${name} `))
    expect(looksAt.sort()).toEqual(tables.sort())
  })
})

describe('of Payload we rely on it that', () => {
  it('authStrategies are asked for each request', async () => {
    const before = desk.payload.authStrategies
    let count = 0
    wrapStrategies(desk.payload, (authenticate) => (args) => {
      count += 1
      return authenticate(args)
    })
    await asJSON({ headers, url: `${desk.url}/api/users/me` })
    desk.payload.authStrategies = before
    expect(count).toBeGreaterThan(0)
  })

  it('a user says by which strategy it was signed in', async () => {
    const byPassword = await desk.payload.auth({ headers: new Headers(headers) })
    const byKey = await desk.payload.auth({ headers: new Headers(withAPIKey(KEY)) })
    expect([byPassword, byKey].map(strategyOf)).toEqual(['local-jwt', 'api-key'])
  })

  it.each([
    ['a request', 'GET', {}],
    ['a POST that says that it is a GET', 'POST', { 'X-HTTP-Method-Override': 'GET' }],
  ])(
    'the request that strategies are handed of %s then holds its user',
    async (_, method, more) => {
      const { handleEndpoints } = await import('payload')
      const before = desk.payload.authStrategies
      const handed: unknown[] = []
      wrapStrategies(desk.payload, (authenticate) => (args) => {
        handed.push(args.req)
        return authenticate(args)
      })
      const request = new Request('http://desk.test/api/users/me', {
        headers: { ...headers, ...more },
        method,
      })
      await handleEndpoints({ config: desk.payload.config, request })
      desk.payload.authStrategies = before
      expect(handed[0]).toMatchObject({ user: { id: user.id } })
    },
  )

  it('hooks before an operation are handed what ours are', async () => {
    const collection = desk.payload.collections.groups
    const { beforeOperation } = collection.config.hooks
    const seen: string[][] = []
    beforeOperation.push((asked) => {
      seen.push(Object.keys(asked).sort(), Object.keys(asked.args).sort())
      return asked.args
    })
    const req = await createLocalReq({}, desk.payload)
    const args = { limit: 1, where: { name: { equals: 'x' } } }
    await desk.payload.find({ collection: 'groups', overrideAccess: true, req, ...args })
    const [payloads = [], itsArgs = []] = seen.splice(0)
    await applyListHooks({ args, collection, req })
    beforeOperation.pop()
    expect(seen[0]).toEqual(payloads)
    // Payload’s own hold more; what ours have is there.
    expect(itsArgs).toEqual(expect.arrayContaining(seen[1] ?? []))
  })

  it('secrets are encrypted as we do for another secret', () => {
    const cipher = createCipher(SECRET)
    expect(cipher.secret).toBe(desk.payload.secret)
    expect(cipher.decrypt(desk.payload.encrypt('text'))).toBe('text')
    expect(desk.payload.decrypt(cipher.encrypt('text'))).toBe('text')
  })

  it('passwords are hashed as we hash them', async () => {
    const { rows } = await desk.sql.query<{ hash: string; salt: string }>(
      'select hash, salt from users where id = $1',
      [user.id],
    )
    const stored = rows[0] ?? null
    expect(await verifyPassword('a long enough password', stored)).toEqual({
      isFormer: false,
      isRight: true,
    })
  })

  it('its GraphQL handler keeps its schema under a global name', async () => {
    await import('@payloadcms/next/routes')
    expect(Reflect.get(globalThis, '_payload_graphql')).toHaveProperty('graphql')
  })
})

describe('of drizzle we rely on it that', () => {
  it('a table keeps its name in the database, and a handle sends queries of pg’s', async () => {
    const { drizzle, tables } = adapterOf(desk) satisfies object as TestDesk['payload']['db']
    expect(originalName(Object(tables.call_summaries))).toBe('call_summaries')
    const result = await sendQuery(drizzle, new pg.Query('select 1 as one'))
    expect(result?.rows).toEqual([{ one: 1 }])
  })
})

describe('of pg we rely on it that', () => {
  it('a client says whether it is ready, busy, or has something waiting', async () => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    expect(isReady(client)).toBe(false)
    await client.connect()
    await client.query('select 1')
    expect([isReady(client), isBusy(client), isQueued(client)]).toEqual([true, false, false])
    const first = client.query('select pg_sleep(0.05)')
    const second = client.query('select 2')
    expect([isReady(client), isBusy(client), isQueued(client)]).toEqual([false, true, true])
    await Promise.all([first, second])
    await client.end()
  })

  it('a client holds the key by which its statements are cancelled', async () => {
    const client = await connected()
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    expect(cancelKeyOf(client)).toMatchObject({
      processID: rows[0]?.pid,
      secretKey: expect.any(Number),
    })
    await client.end()
  })

  it('a connection tells of each error, and is cut by its stream', async () => {
    const client = await connected()
    const codes: unknown[] = []
    onServerError(client, (code) => codes.push(code))
    await client.query('no sql').catch(() => undefined)
    expect(codes).toEqual(['42601'])
    const asked = client.query('select pg_sleep(60)')
    cut(client)
    await expect(asked).rejects.toThrow('Connection terminated')
  })

  it('a query hands over row by row, and portion by portion', async () => {
    const client = await connected()
    let left = 35
    const budget = {
      get left() {
        return left
      },
      take: (size: number) => {
        left -= size
        return left >= 0
      },
    }
    const query = portionedQuery({
      budget,
      limit: 100,
      params: [1_000],
      portion: { first: 1, max: 2 },
      sizeOf: (values, fields) => {
        expect(fields.map(({ name }) => name)).toEqual(['n'])
        return values[0] === null ? 0 : 10
      },
      text: 'select n from generate_series(1, $1::int) n',
      types: pg.types,
    })
    const rows = await new Promise<unknown>((resolve, reject) => {
      Object.assign(query, {
        callback: (error: Error | null, result: pg.QueryResult) =>
          error ? reject(error) : resolve(result.rows),
      })
      client.query(query)
    })
    expect(rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
    expect((await client.query('select 4 as n')).rows).toEqual([{ n: 4 }])
    await client.end()
  })
})

describe('of Next we rely on it that', () => {
  it('its tracer, its server and what it hooks into require are where they were', () => {
    expect(nodeFileTrace).toBeTypeOf('function')
    expect([...hookedFolders(root), nextServer(root)].filter((path) => !existsSync(path))).toEqual(
      [],
    )
    expect(isList('page.js.nft.json')).toBe(true)
  })
})
