import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { handleEndpoints } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BodyRoom, bodiesInHand, SMALL_BYTES, STRANGERS } from '../../../src/bodies/bodyRoom'
import { BODY_TIMES } from '../../../src/bodies/readBody'
import { tokenIndex } from '../../../src/clients/tokenIndex'
import { readHere } from '../../../src/ingest/threads/readingThreads'
import { unpackText } from '../../../src/lib/packedText'
import { createDeskServer, type PageHandler } from '../../../src/server/http/createDeskServer'
import { listen } from '../../../src/server/http/listen'
import { sendResponse } from '../../../src/server/http/sendResponse'
import { stopServer } from '../../../src/server/http/stopServer'
import { toRequest } from '../../../src/server/http/toRequest'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { openRaw, type RawConnection } from '../../helpers/rawConnection'

const MB = 2 ** 20
const MAX_BYTES = 2 * MB
const BODY_TIMES_HERE = { idle: 1_000, whole: 2_500 }

let desk: TestDesk
let token: string
let connections: RawConnection[] = []
const servers = new Map<string, { server: Server; url: string }>()
let sent = 0

const report = (text = '') => {
  sent += 1
  const call = { ...report2026.message.call, id: `call-hostile-${sent}` }
  return JSON.stringify({ message: { ...report2026.message, call, note: text } })
}

const serve = async (name: string, server: Server) => {
  const port = await listen({ host: '127.0.0.1', port: 0, server })
  servers.set(name, { server, url: `http://127.0.0.1:${port}` })
}

const serverOf = (way: string) => {
  const found = servers.get(way)
  if (!found) throw new Error(`There is no server for ${way}`)
  return found
}

const open = async (way: string) => {
  const connection = await openRaw(serverOf(way).url)
  connections.push(connection)
  return connection
}

const head = (lines: readonly string[] = [], to = token) =>
  [
    `POST /api/v1/vapi/webhook/${to} HTTP/1.1`,
    'Host: desk.test',
    'Content-Type: application/json',
    ...lines,
    '\r\n',
  ].join('\r\n')

const whole = (body: Buffer | string, lines: readonly string[] = []) =>
  Buffer.concat([
    Buffer.from(head([`Content-Length: ${Buffer.byteLength(body)}`, ...lines])),
    Buffer.from(body),
  ])

const chunked = (...bodies: string[]) =>
  bodies.map((body) => `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`).join('')

const STORED = /HTTP\/1\.1 200 [\s\S]*?"state":"stored"/
const CLOSES = /\r\nconnection: close\r\n/i

const kept = async (): Promise<string> => {
  const { rows } = await desk.sql.query(
    `select (select count(*) from call_summaries) as summaries,
       (select count(*) from webhook_deliveries) as deliveries`,
  )
  return JSON.stringify(rows[0])
}

const openConnections = (way: string) =>
  new Promise<number>((resolve, reject) => {
    serverOf(way).server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  })

/** Sends something, and sees that nothing of it is kept. */
const keepsNothing = async (act: () => Promise<void>) => {
  const before = await kept()
  await act()
  expect(await kept()).toBe(before)
}

/** Nobody who came before stands in the way of the next report, and nothing of them is left. */
const isAllWell = async (way: string) => {
  const next = await open(way)
  next.write(whole(report()))
  await next.until(STORED)
  for (const connection of connections) connection.destroy()
  await expect.poll(() => openConnections(way), { timeout: 10_000 }).toBe(0)
  expect(bodiesInHand()).toEqual({ bytes: 0, waiting: 0 })
}

beforeAll(async () => {
  desk = await createTestDesk({ env: { WEBHOOK_MAX_BYTES: String(MAX_BYTES) } })
  await makeSuperuser(desk.payload)
  token = (await makeClient(desk.payload)).vapiWebhookToken
  const { config } = desk.payload
  // As the route files of Payload do it under Next, and every host that knows no `node:http`.
  const asEndpoint: PageHandler = async (incoming, outgoing) => {
    const request = toRequest({ incoming, target: incoming.url ?? '/' })
    const response = await handleEndpoints({ config: Promise.resolve(config), request })
    await sendResponse({ incoming, outgoing, response })
  }
  await serve('node:http', createDeskServer({ bodyTimes: BODY_TIMES_HERE, config }))
  const times = { connectionsCheckingInterval: 100, headersTimeout: 700 }
  await serve('node:http, with short time-outs', createDeskServer({ config, times }))
  await serve('an endpoint', createDeskServer({ config, pages: asEndpoint, pagesOnly: true }))
})

beforeEach(() => {
  connections = []
})
afterEach(() => {
  for (const connection of connections) connection.destroy()
})

afterAll(async () => {
  for (const { server } of servers.values()) await stopServer({ milliseconds: 1_000, server })
  await desk.stop()
})

describe.each(['node:http', 'an endpoint'])('a body, by way of %s,', (way) => {
  it('whose sender crashes half-way is forgotten', async () => {
    await keepsNothing(async () => {
      const body = report()
      for (let times = 0; times < 10; times += 1) {
        const sender = await open(way)
        sender.write(whole(body).subarray(0, 600))
        await sleep(10)
        sender.destroy()
      }
      await expect.poll(() => openConnections(way), { timeout: 10_000 }).toBe(0)
    })
    await isAllWell(way)
  })

  it('that ends before its length is refused', async () => {
    await keepsNothing(async () => {
      const sender = await open(way)
      sender.write(head(['Content-Length: 5000']) + report().slice(0, 300))
      sender.end()
      await sender.closed
      expect(sender.heard()).not.toMatch(/HTTP\/1\.1 2/)
    })
    await isAllWell(way)
  })

  it('longer than its length is read up to there, and the rest is no request', async () => {
    const sender = await open(way)
    sender.write(head(['Content-Length: 20']) + report())
    await sender.closed
    expect(sender.heard()).toMatch(/^HTTP\/1\.1 400 /)
    expect(sender.heard()).not.toMatch(/HTTP\/1\.1 2/)
    await isAllWell(way)
  })

  it.each([
    ['two lengths', ['Content-Length: 20', 'Content-Length: 30']],
    ['a length that is none', ['Content-Length: many']],
    ['a length and chunks', ['Content-Length: 20', 'Transfer-Encoding: chunked']],
    ['a coding nobody knows', ['Transfer-Encoding: chunked, identity']],
  ])('with %s is refused', async (_, lines) => {
    await keepsNothing(async () => {
      const sender = await open(way)
      sender.write(head(lines) + chunked(report()))
      await sender.closed
      expect(sender.heard()).toMatch(/^HTTP\/1\.1 400 /)
    })
    await isAllWell(way)
  })

  it('in chunks is read, with extensions and trailers', async () => {
    const body = report('in chunks')
    const sender = await open(way)
    sender.write(head(['Transfer-Encoding: chunked', 'Trailer: X-Sum']))
    sender.write(chunked(body.slice(0, 100)))
    await sleep(20)
    sender.write(chunked(body.slice(100, 101)))
    const rest = body.slice(101)
    sender.write(
      `${Buffer.byteLength(rest).toString(16)};name=value\r\n${rest}\r\n0\r\nX-Sum: 1\r\n\r\n`,
    )
    await sender.until(STORED)
    await isAllWell(way)
  })

  it.each([
    ['sizes that are no numbers', 'zz\r\n{}\r\n0\r\n\r\n'],
    ['sizes that no memory holds', 'fffffffffffffffff\r\n{}\r\n0\r\n\r\n'],
    ['more than their size', '2\r\n{"a":1}\r\n0\r\n\r\n'],
  ])('in chunks of %s is refused', async (_, body) => {
    await keepsNothing(async () => {
      const sender = await open(way)
      sender.write(head(['Transfer-Encoding: chunked']) + body)
      await sender.closed
      expect(sender.heard()).not.toMatch(/HTTP\/1\.1 2/)
    })
    await isAllWell(way)
  })

  it('is 413 over the limit, whether it says so or not', async () => {
    await keepsNothing(async () => {
      const liar = await open(way)
      liar.write(head(['Transfer-Encoding: chunked']))
      for (let pieces = 0; pieces < 40; pieces += 1) liar.write(chunked('x'.repeat(64 * 1024)))
      await liar.until(/^HTTP\/1\.1 413 /)
      const honest = await open(way)
      honest.write(head([`Content-Length: ${MAX_BYTES + 1}`]))
      await honest.until(/^HTTP\/1\.1 413 /)
    })
    await isAllWell(way)
  })

  it('of almost the limit is stored, whether it says how long it is or not', async () => {
    const long = 'long '.repeat(MB / 4)
    const plain = await open(way)
    plain.write(whole(report(long)))
    await plain.until(STORED)
    const pieces = await open(way)
    pieces.write(`${head(['Transfer-Encoding: chunked']) + chunked(report(long))}0\r\n\r\n`)
    await pieces.until(STORED)
    const packed = await open(way)
    packed.write(whole(gzipSync(report(long)), ['Content-Encoding: gzip']))
    await packed.until(STORED)
    await isAllWell(way)
  })

  it('of much length is not read for a token that nobody has', async () => {
    await keepsNothing(async () => {
      const sender = await open(way)
      sender.write(head([`Content-Length: ${MB}`], 'no-such-token-000000000000'))
      await sender.until(/^HTTP\/1\.1 404 /)
    })
    await isAllWell(way)
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)(
    'packed as %s is unpacked, within the limit and as far as it can be',
    async (name, pack) => {
      const lines = [`Content-Encoding: ${name}`]
      const good = await open(way)
      good.write(whole(pack(report('packed')), lines))
      await good.until(STORED)
      await keepsNothing(async () => {
        const packed = whole(pack(Buffer.alloc(16 * MB, ' ')), lines)
        const bomb = await open(way)
        bomb.write(packed)
        await bomb.until(/^HTTP\/1\.1 413 /)
        const cut = await open(way)
        cut.write(whole(pack(report('packed')).subarray(0, -20), lines))
        await cut.until(/^HTTP\/1\.1 415 /)
        const lie = await open(way)
        lie.write(whole(report(), lines))
        await lie.until(/^HTTP\/1\.1 415 /)
        const twice = await open(way)
        twice.write(whole(pack(pack(report())), [`Content-Encoding: ${name}, ${name}`]))
        await twice.until(/^HTTP\/1\.1 415 /)
      })
      await isAllWell(way)
    },
  )

  it('that is awaited with “Expect” is asked for, or refused', async () => {
    const body = report('asked for')
    const sender = await open(way)
    sender.write(head([`Content-Length: ${Buffer.byteLength(body)}`, 'Expect: 100-continue']))
    await sender.until(/^HTTP\/1\.1 100 /)
    sender.write(body)
    await sender.until(STORED)
    await keepsNothing(async () => {
      const large = await open(way)
      large.write(head([`Content-Length: ${MAX_BYTES + 1}`, 'Expect: 100-continue']))
      await large.until(/HTTP\/1\.1 413 /)
      const strange = await open(way)
      strange.write(head(['Content-Length: 2', 'Expect: the-unexpected']))
      await strange.until(/^HTTP\/1\.1 417 /)
    })
    await isAllWell(way)
  })

  it('is whole, in one piece with its head or in several, and another may follow', async () => {
    const sender = await open(way)
    const note = `${'Grüße '.repeat(3_000)}✓`
    const body = report(note)
    const post = whole(body)
    const headEnd = post.indexOf('\r\n\r\n') + 4
    const cuts = [[], [headEnd], [headEnd + 1], [headEnd, headEnd + 40, post.length - 1]]
    for (const [index, cut] of cuts.entries()) {
      for (const [at, end] of [0, ...cut].map((from, part) => [from, cut[part]] as const)) {
        sender.write(post.subarray(at, end))
        await sleep(20)
      }
      await sender.until(/HTTP\/1\.1 200 /, index + 1)
    }
    const { rows } = await desk.sql.query<{ body: Buffer }>(
      'select body from webhook_deliveries order by received_at desc limit 4',
    )
    const notes = rows.map((row) => JSON.parse(unpackText(row.body)).message.note)
    expect(notes).toEqual(cuts.map(() => note))
    await isAllWell(way)
  })

  it('may follow another before that is answered', async () => {
    const sender = await open(way)
    const first = report('first')
    sender.write(Buffer.concat([first, first, report('second')].map((body) => whole(body))))
    const heard = await sender.until(/HTTP\/1\.1 200 /, 3)
    expect(heard).not.toMatch(/HTTP\/1\.1 [^2]/)
    await isAllWell(way)
  })
})

describe('a sender', () => {
  const way = 'node:http'

  it.each([
    ['plainly', report().slice(0, 200), []],
    ['in chunks', chunked(report()), ['Transfer-Encoding: chunked']],
    ['packed', gzipSync(report()).subarray(0, 300), ['Content-Encoding: gzip']],
    ['much', 'x'.repeat(MB / 2), [`Content-Length: ${MB}`]],
  ])('that stops sending, %s, is told so and cut off', async (_, start, lines) => {
    await keepsNothing(async () => {
      const sender = await open(way)
      const hasLength = lines.some((line) => /^(Content-Length|Transfer)/.test(line))
      sender.write(head(hasLength ? lines : [...lines, 'Content-Length: 5000']))
      sender.write(start)
      await sender.closed
      expect(sender.heard()).toMatch(/^HTTP\/1\.1 408 /)
      expect(sender.heard()).toMatch(CLOSES)
      expect(sender.heard()).toContain('{"errors":[{"code":')
    })
    await isAllWell(way)
  })

  it('that never stops, but for one byte at a time, is cut off', async () => {
    await keepsNothing(async () => {
      const sender = await open(way)
      sender.write(head(['Content-Length: 5000']))
      const dripping = setInterval(() => sender.write(' '), 50)
      await sender.closed
      clearInterval(dripping)
      expect(sender.heard()).toMatch(/^HTTP\/1\.1 408 /)
      expect(sender.heard()).toMatch(CLOSES)
    })
    await isAllWell(way)
  })

  it('that pauses for less is waited for', async () => {
    const body = whole(report('in two parts'))
    const sender = await open(way)
    sender.write(body.subarray(0, 400))
    await sleep(BODY_TIMES_HERE.idle / 3)
    sender.write(body.subarray(400))
    await sender.until(STORED)
    await isAllWell(way)
  })

  it('that does not get to the end of its headers is cut off', async () => {
    const sender = await open('node:http, with short time-outs')
    sender.write('POST /api/v1/vapi/webhook/ HTTP/1.1\r\n')
    const dripping = setInterval(() => sender.write('X-More: 1\r\n'), 50)
    await sender.closed
    clearInterval(dripping)
    expect(sender.heard()).toMatch(/^HTTP\/1\.1 408 /)
    await isAllWell(way)
  })

  it('that stalls by way of an endpoint is told so and cut off, too', async () => {
    await keepsNothing(async () => {
      const sender = await open('an endpoint')
      sender.write(head(['Content-Length: 5000']) + report().slice(0, 200))
      await sender.closed
      expect(sender.heard()).toMatch(/^HTTP\/1\.1 408 /)
      expect(sender.heard()).toMatch(CLOSES)
    })
    await isAllWell('an endpoint')
    expect(BODY_TIMES.idle + BODY_TIMES.whole).toBeLessThanOrEqual(60_000)
  })
})

describe('one client that sends as slowly as it may', () => {
  const way = 'node:http'

  it('keeps the room for large bodies from no other', async () => {
    const other = await makeClient(desk.payload)
    for (let times = 0; times < 40; times += 1) {
      const slow = await open(way)
      slow.write(head([`Content-Length: ${MAX_BYTES - 1}`]))
    }
    // As much as it may have; the rest waits.
    await expect.poll(() => bodiesInHand().waiting).toBeGreaterThan(0)
    const body = report('long '.repeat(MB / 8))
    const large = await open(way)
    large.write(head([`Content-Length: ${Buffer.byteLength(body)}`], other.vapiWebhookToken))
    large.write(body)
    await large.until(STORED)
    expect(bodiesInHand().waiting).toBeGreaterThan(16)
    await isAllWell(way)
  })

  it('keeps nobody’s small reports out, however many it has on their way', async () => {
    // Known from here on.
    await isAllWell(way)
    const other = await makeClient(desk.payload)
    const room = new BodyRoom()
    expect(room.expect(32 * MB, tokenIndex({ secret: desk.payload.secret, token }))).toBe(true)
    const refused = await open(way)
    refused.write(whole(report()))
    await refused.until(/^HTTP\/1\.1 503 /)
    const passes = await open(way)
    const body = report()
    passes.write(head([`Content-Length: ${Buffer.byteLength(body)}`], other.vapiWebhookToken))
    passes.write(body)
    await passes.until(STORED)
    room.leave()
    await isAllWell(way)
  })

  it('is told from strangers, who have nothing more on their way when it is too much', async () => {
    const room = new BodyRoom()
    expect(room.expect(32 * MB, STRANGERS)).toBe(true)
    const stranger = await open(way)
    stranger.write(head(['Content-Length: 5000'], `nobody-has-${crypto.randomUUID()}`))
    await stranger.until(/^HTTP\/1\.1 404 /)
    const other = await makeClient(desk.payload)
    const first = await open(way)
    const body = report()
    first.write(head([`Content-Length: ${Buffer.byteLength(body)}`], other.vapiWebhookToken))
    first.write(body)
    await first.until(STORED)
    room.leave()
    await isAllWell(way)
  })
})

describe('strangers who make tokens up', () => {
  const made = () => `nobody-has-${crypto.randomUUID()}`

  it('share one queue for reading, and known tokens have their own', async () => {
    const queues: (string | undefined)[] = []
    const server = createDeskServer({
      config: desk.payload.config,
      read: (posted) => {
        queues.push(posted.queueKey)
        return readHere(posted)
      },
    })
    await serve('seeing queues', server)
    const send = async (to: string) => {
      const sender = await open('seeing queues')
      sender.write(Buffer.from(whole(report()).toString().replace(token, to)))
      await sender.until(/^HTTP\/1\.1 \d/)
    }
    await send(token)
    await send(made())
    await send(made())
    await send(token)
    expect(queues.slice(1, 3)).toEqual([STRANGERS, STRANGERS])
    expect(queues[3]).toMatch(/^[0-9a-f]{64}$/)
    await isAllWell('seeing queues')
  })

  it('are asked for one that is somebody’s before many of their bodies are read', async () => {
    let reads = 0
    const server = createDeskServer({
      config: desk.payload.config,
      read: (posted) => {
        reads += 1
        return readHere(posted)
      },
    })
    await serve('counting', server)
    const room = new BodyRoom()
    expect(await room.takeSmall(SMALL_BYTES, 0)).toBe(true)
    for (const to of [made(), made(), token]) {
      const sender = await open('counting')
      sender.write(Buffer.from(whole(report()).toString().replace(token, to)))
      await sender.until(to === token ? STORED : /^HTTP\/1\.1 404 /)
    }
    expect(reads).toBe(1)
    room.leave()
    await isAllWell('counting')
  })
})

describe('while all room for large bodies is taken', () => {
  const way = 'node:http'

  it('small reports pass, and large ones wait without being read', async () => {
    const room = new BodyRoom()
    expect(await room.takeLarge(1024 * MB)).toBe(true)
    const large = await open(way)
    large.write(whole(report('long '.repeat(MB / 8))))
    await expect.poll(() => bodiesInHand().waiting).toBe(1)
    const small = await open(way)
    small.write(whole(report()))
    await small.until(STORED)
    expect(large.heard()).toBe('')
    room.leave()
    await large.until(STORED)
    await isAllWell(way)
  })

  it('large ones are asked to come again, rather than wait for ever', async () => {
    await keepsNothing(async () => {
      const room = new BodyRoom()
      expect(await room.takeLarge(1024 * MB)).toBe(true)
      const large = await open(way)
      large.write(head([`Content-Length: ${MB}`]))
      const heard = await large.until(/^HTTP\/1\.1 503 /)
      expect(heard).toMatch(/\r\nretry-after: \d+\r\n/i)
      room.leave()
    })
    await isAllWell(way)
  })
})
