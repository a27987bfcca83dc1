import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

const PATIENCE = { timeout: 30_000 }
const SIGNATURE = 'seeded-signature-of-a-link'
const MINUTE = 60_000

/** A second of silence: 8 kHz, 8 bit, mono. */
const wav = (seconds = 1): Buffer => {
  const data = Buffer.alloc(8_000 * seconds, 128)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8_000, 24)
  head.writeUInt32LE(8_000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

type Client = Awaited<ReturnType<typeof makeClient>>

let desk: TestDesk
let storage: Server
let folder: string
let base: string
let client: Client
let root: Record<string, string>
let stop: (() => Promise<void>) | undefined
let counter = 0
let asked: string[] = []
let answer: RequestListener
const errors: unknown[] = []

const serve: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'audio/wav' }).end(wav())
}

const linkOf = (path: string, { life = 1_800, made = new Date() } = {}) => {
  const date = made.toISOString().replace(/[-:]|\.\d{3}/g, '')
  return `${base}/${path}?X-Amz-Date=${date}&X-Amz-Expires=${life}&X-Amz-Signature=${SIGNATURE}`
}

const newCall = () => {
  counter += 1
  return `copied-${counter}`
}

const bodyOf = (id: string, more: { link?: null | string; summary?: string } = {}) => {
  const { link = linkOf(`${id}.wav`), summary = 'Said.' } = more
  return {
    message: {
      analysis: { summary },
      artifact: link === null ? {} : { presignedMonoUrl: link, recordingUrl: link },
      call: { id },
      endedReason: 'customer-ended-call',
      type: 'end-of-call-report',
    },
  }
}

const post = async (body: unknown, { vapiWebhookToken } = client) => {
  const { status } = await asJSON({
    body,
    url: `${desk.url}/api/v1/vapi/webhook/${vapiWebhookToken}`,
  })
  expect(status).toBe(200)
}

const copies = async (clientID = client.id) =>
  (
    await desk.sql.query<{
      attempts: number
      due_at: Date
      expires_at: Date
      id: string
      lease: null | string
      link: null | string
      problem: null | string
      state: string
      vapi_call_id: string
    }>('select * from recording_copies where client_id = $1 order by vapi_call_id', [clientID])
  ).rows

const copyOf = async (callID: string) =>
  (await copies()).find(({ vapi_call_id }) => vapi_call_id === callID)

const kept = async () =>
  (
    await desk.sql.query<{ bytes: string; vapi_call_id: string }>(
      'select bytes, vapi_call_id from recordings where client_id = $1',
      [client.id],
    )
  ).rows

const start = async () => {
  const { startCopies } = await import('../../../src/recordings/copies/startCopies')
  return startCopies({
    hosts: [base],
    onError: (error) => errors.push(error),
    payload: desk.payload,
  })
}

const callOf = async (callID: string): Promise<string> => {
  const { rows } = await desk.sql.query<{ id: string }>(
    'select id from call_summaries where client_id = $1 and vapi_call_id = $2',
    [client.id, callID],
  )
  return rows[0]?.id ?? ''
}

const retry = (callID: string, headers: Record<string, string>) =>
  asJSON({ body: {}, headers, url: `${desk.url}/api/call-summaries/${callID}/recording/copy` })

const setDesk = (keepRecordings: boolean) =>
  desk.sql.query('update desk set keep_recordings = $1', [keepRecordings])
const setClient = (keepRecordings: 'desk' | 'off' | 'on', id = client.id) =>
  desk.sql.query('update users set keep_recordings = $1 where id = $2', [keepRecordings, id])

beforeAll(async () => {
  storage = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  storage.listen(0, '127.0.0.1')
  await once(storage, 'listening')
  const address = storage.address()
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  folder = await mkdtemp(join(tmpdir(), 'copies-'))
  desk = await createTestDesk({ env: { DATA_DIR: folder, RECORDING_HOSTS: base } })
  root = await desk.login(await makeSuperuser(desk.payload))
})

afterAll(async () => {
  await desk.stop()
  storage.closeAllConnections()
  storage.close()
  await rm(folder, { force: true, recursive: true })
})

beforeEach(async () => {
  answer = serve
  asked = []
  errors.length = 0
  await desk.sql.query('truncate recording_copies')
  await setDesk(false)
  client = await makeClient(desk.payload, { keepRecordings: 'on' })
})

afterEach(async () => {
  await stop?.()
  stop = undefined
})

describe('the link in a report', () => {
  it('travels encrypted, in its row alone, until the link ends', async () => {
    const id = newCall()
    await post(bodyOf(id))
    const copy = await copyOf(id)
    expect(copy).toMatchObject({ attempts: 0, problem: null, state: 'waiting' })
    expect(copy?.link).not.toContain('http')
    expect(desk.payload.decrypt(copy?.link ?? '')).toContain(SIGNATURE)
    const life = (copy?.expires_at.getTime() ?? 0) - Date.now()
    expect(life).toBeGreaterThan(25 * MINUTE)
    expect(life).toBeLessThanOrEqual(30 * MINUTE)
  })

  it('that lives longer, or does not say how long, is kept for two hours or half an hour', async () => {
    const [long, silent] = [newCall(), newCall()]
    await post(bodyOf(long, { link: linkOf('a.wav', { life: 600_000 }) }))
    await post(bodyOf(silent, { link: `${base}/a.wav?sig=${SIGNATURE}` }))
    const lifeOf = async (id: string) =>
      Math.round((((await copyOf(id))?.expires_at.getTime() ?? 0) - Date.now()) / MINUTE)
    expect([await lifeOf(long), await lifeOf(silent)]).toEqual([120, 30])
  })

  it('is not kept if it has expired, or there is none', async () => {
    await post(
      bodyOf(newCall(), { link: linkOf('a.wav', { made: new Date(Date.now() - 3_600_000) }) }),
    )
    await post(bodyOf(newCall(), { link: null }))
    expect(await copies()).toEqual([])
  })

  it.each([
    ['on', false, true],
    ['on', true, true],
    ['desk', true, true],
    ['desk', false, false],
    ['off', true, false],
    ['off', false, false],
  ] as const)('of a client with “%s” on a desk with %s is kept: %s', async (own, desks, isKept) => {
    await setClient(own)
    await setDesk(desks)
    for (let n = 0; n < 3; n += 1) await post(bodyOf(newCall()))
    expect((await copies()).length).toBe(isKept ? 3 : 0)
  })

  it('is kept from the report on that follows a change of the setting, in every process', async () => {
    await setClient('off')
    await post(bodyOf(newCall()))
    await setClient('on')
    await post(bodyOf(newCall()))
    await setClient('off')
    await post(bodyOf(newCall()))
    await setClient('desk')
    await setDesk(true)
    await post(bodyOf(newCall()))
    expect((await copies()).length).toBe(2)
  })

  it('comes with repeats and merges too, and the freshest is the one that waits', async () => {
    const id = newCall()
    await post(bodyOf(id, { link: null }))
    expect(await copyOf(id)).toBe(undefined)
    // Says the same.
    await post(bodyOf(id, { link: linkOf('second.wav') }))
    expect(desk.payload.decrypt((await copyOf(id))?.link ?? '')).toContain('second.wav')
    // Adds something.
    await post(bodyOf(id, { link: linkOf('third.wav'), summary: 'Said more.' }))
    expect(desk.payload.decrypt((await copyOf(id))?.link ?? '')).toContain('third.wav')
    expect((await copies()).length).toBe(1)
  })

  it('starts afresh what was given up, and leaves alone what is done', async () => {
    const id = newCall()
    await post(bodyOf(id))
    await desk.sql.query(
      `update recording_copies set state = 'dead', link = null, attempts = 3, problem = 'No.'
       where vapi_call_id = $1`,
      [id],
    )
    await post(bodyOf(id, { link: linkOf('again.wav') }))
    expect(await copyOf(id)).toMatchObject({ attempts: 0, problem: null, state: 'waiting' })
    await desk.sql.query(
      `update recording_copies set state = 'done', link = null where vapi_call_id = $1`,
      [id],
    )
    await post(bodyOf(id, { link: linkOf('late.wav') }))
    expect(await copyOf(id)).toMatchObject({ link: null, state: 'done' })
  })

  it('is kept once for each call of many that are posted together, some of them twice', async () => {
    const other = await makeClient(desk.payload, { keepRecordings: 'off' })
    const ids = Array.from({ length: 40 }, newCall)
    await Promise.all([
      ...ids.map((id) => post(bodyOf(id))),
      ...ids.slice(0, 10).map((id) => post(bodyOf(id, { summary: 'Said more.' }))),
      ...ids.map((id) => post(bodyOf(id), other)),
    ])
    expect((await copies()).length).toBe(40)
    expect(await copies(other.id)).toEqual([])
    const { rows } = await desk.sql.query(
      'select count(*)::int as calls from call_summaries where client_id = any($1::uuid[])',
      [[client.id, other.id]],
    )
    expect(rows).toEqual([{ calls: 80 }])
  })

  it('of a call that was fetched is kept, and of one that was imported is not', async () => {
    const { storeBody } = await import('../../../src/ingest/storeBody')
    const ids = { imported: newCall(), recovered: newCall() }
    for (const source of ['imported', 'recovered'] as const) {
      const text = JSON.stringify(bodyOf(ids[source]))
      await storeBody({ announce: false, clientID: client.id, payload: desk.payload, source, text })
    }
    expect((await copies()).map(({ vapi_call_id }) => vapi_call_id)).toEqual([ids.recovered])
  })
})

describe('a copy', () => {
  it('is made, and takes the link with it', async () => {
    const id = newCall()
    stop = await start()
    await post(bodyOf(id))
    await expect.poll(async () => (await copyOf(id))?.state, PATIENCE).toBe('done')
    expect(await copyOf(id)).toMatchObject({ lease: null, link: null, problem: null })
    expect(await kept()).toEqual([{ bytes: String(wav().length), vapi_call_id: id }])
    // Another report of it changes nothing any more.
    await post(bodyOf(id, { summary: 'Said more.' }))
    expect((await copyOf(id))?.state).toBe('done')
    expect(asked.length).toBe(1)
    expect(errors).toEqual([])
  })

  it.each([
    [200, { 'content-type': 'text/html' }, 'What is behind the link is not audio.'],
    [200, { 'content-type': 'video/mp4' }, 'What is behind the link is not audio.'],
    [
      200,
      { 'content-length': '400000000', 'content-type': 'audio/wav' },
      'The recording has more than 250 MB.',
    ],
    [400, {}, 'The storage refused the link (HTTP 400).'],
    [403, {}, 'The storage refused the link (HTTP 403).'],
    [
      302,
      { location: 'http://127.0.0.1:1/' },
      'The storage answered with another address, which the desk does not follow.',
    ],
  ] as const)('is given up on HTTP %s with %j: %s', async (status, headers, problem) => {
    answer = (_, response) => {
      response.writeHead(status, headers)
      response.flushHeaders()
      response.end()
    }
    const id = newCall()
    await post(bodyOf(id))
    stop = await start()
    await expect.poll(async () => (await copyOf(id))?.state, PATIENCE).toBe('dead')
    expect(await copyOf(id)).toMatchObject({ link: null, problem })
    expect(await kept()).toEqual([])
  })

  it('of a page that calls itself audio is given up', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'audio/wav' }).end('<!doctype html><p>No')
    }
    const id = newCall()
    await post(bodyOf(id))
    stop = await start()
    await expect.poll(async () => (await copyOf(id))?.state, PATIENCE).toBe('dead')
    expect((await copyOf(id))?.link).toBe(null)
  })

  it('is not made from a host that nobody named, and the sentence does not name it either', async () => {
    const id = newCall()
    await post(bodyOf(id, { link: `https://evil.example/a.wav?sig=${SIGNATURE}` }))
    stop = await start()
    await expect.poll(async () => (await copyOf(id))?.state, PATIENCE).toBe('dead')
    expect((await copyOf(id))?.problem).toBe(
      'The link leads to a host that is not in RECORDING_HOSTS.',
    )
  })

  it('is tried three times within twenty minutes, then given up', async () => {
    answer = (_, response) => void response.writeHead(503).end()
    const id = newCall()
    await post(bodyOf(id))
    stop = await start()
    for (const tries of [1, 2, 3]) {
      await expect.poll(() => asked.length, PATIENCE).toBe(tries)
      if (tries === 3) break
      await expect.poll(async () => (await copyOf(id))?.state, PATIENCE).toBe('waiting')
      const copy = await copyOf(id)
      expect(copy).toMatchObject({
        attempts: tries,
        problem: 'The storage of the recording has a problem (HTTP 503).',
      })
      expect((copy?.due_at.getTime() ?? 0) - Date.now()).toBeLessThan(20 * MINUTE)
      await desk.sql.query('update recording_copies set due_at = now() where id = $1', [copy?.id])
    }
    await expect.poll(async () => (await copyOf(id))?.state, PATIENCE).toBe('dead')
    expect(await copyOf(id)).toMatchObject({
      attempts: 3,
      link: null,
      problem: 'The storage of the recording has a problem (HTTP 503). Given up after 3 attempts.',
    })
  })

  it('that breaks off is not kept as if it were whole, and is tried again', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '8044', 'content-type': 'audio/wav' })
      response.write(wav().subarray(0, 4_000), () => response.destroy())
    }
    const id = newCall()
    await post(bodyOf(id))
    stop = await start()
    await expect.poll(async () => (await copyOf(id))?.problem, PATIENCE).toBeTruthy()
    expect(await copyOf(id)).toMatchObject({ attempts: 1, state: 'waiting' })
    expect(await kept()).toEqual([])
    answer = serve
    const callID = await callOf(id)
    const { readRecordingFacts } = await import('../../../src/recordings/state')
    const facts = await readRecordingFacts(desk.payload.db.pool, callID)
    expect(facts.waits).toBe((await copyOf(id))?.problem)
    expect(await retry(callID, root)).toMatchObject({ body: { retried: 1 }, status: 200 })
    await expect.poll(async () => (await copyOf(id))?.state, PATIENCE).toBe('done')
    expect((await retry(callID, root)).status).toBe(409)
  })

  it('is tried again by hand only by staff who may change calls', async () => {
    const id = newCall()
    await post(bodyOf(id))
    const callID = await callOf(id)
    const viewer = await makeStaff(desk.payload, ['call-summaries.view'])
    const editor = await makeStaff(desk.payload, ['call-summaries.view', 'call-summaries.change'])
    const statusOf = async (headers: Record<string, string>) =>
      (await retry(callID, headers)).status
    expect([
      await statusOf({}),
      await statusOf(await desk.login(client)),
      await statusOf(await desk.login(viewer)),
      await statusOf(await desk.login(editor)),
    ]).toEqual([401, 403, 403, 200])
    expect((await retry('no-call', root)).status).toBe(404)
  })

  it('that was not made in time is swept with its link, also if nobody worked', async () => {
    const { sweepCopies } = await import('../../../src/recordings/copies/sweepCopies')
    const { pool } = desk.payload.db
    const [expired, living] = [newCall(), newCall()]
    await post(bodyOf(expired))
    await post(bodyOf(living))
    await desk.sql.query(
      `update recording_copies set expires_at = now() - interval '1 second' where vapi_call_id = $1`,
      [expired],
    )
    expect((await retry(await callOf(expired), root)).status).toBe(409)
    expect(await sweepCopies(pool)).toBe(1)
    expect(await copyOf(expired)).toMatchObject({
      link: null,
      problem: 'The link to the recording expired before it could be copied.',
      state: 'dead',
    })
    expect((await copyOf(living))?.link).not.toBe(null)
    await desk.sql.query(`update recording_copies set updated_at = now() - interval '31 days'
      where link is null`)
    await sweepCopies(pool)
    expect(await copyOf(expired)).toBe(undefined)
  })

  it('is forgotten with its link if the client does not keep recordings any more', async () => {
    const id = newCall()
    await post(bodyOf(id))
    await setClient('off')
    stop = await start()
    await expect.poll(copies, PATIENCE).toEqual([])
    expect(asked).toEqual([])
  })

  it('is made once, by any of several processes, and taken over from one that is gone', async () => {
    const { claimCopies, finishCopy } = await import('../../../src/recordings/copies/queue')
    const { keepsRecordings } = await import('../../../src/clients/keepsRecordings')
    const others = await Promise.all(
      [1, 2, 3, 4].map(() => makeClient(desk.payload, { keepRecordings: 'on' })),
    )
    for (const each of others) for (let n = 0; n < 3; n += 1) await post(bodyOf(newCall()), each)
    const claim = () =>
      claimCopies({ keeps: keepsRecordings('client'), limit: 4, payload: desk.payload })
    const rounds = await Promise.all([1, 2, 3, 4, 5, 6].map(claim))
    const more = [...rounds.flat(), ...(await claim()), ...(await claim()), ...(await claim())]
    expect(new Set(more.map(({ id }) => id)).size).toBe(more.length)
    // Two of each client at a time.
    expect(more.length).toBe(8)
    const [lost] = more
    if (!lost) throw new Error('Nothing was claimed')
    await desk.sql.query(
      `update recording_copies set leased_until = now() - interval '1 second' where id = $1`,
      [lost.id],
    )
    const again = await claim()
    expect(again.map(({ id }) => id)).toContain(lost.id)
    const sent = { problem: null, providerID: null, state: 'sent' } as const
    expect(await finishCopy(desk.payload.db.pool, lost, sent)).toBe(false)
    const taken = again.find(({ id }) => id === lost.id)
    expect(taken && (await finishCopy(desk.payload.db.pool, taken, sent))).toBe(true)
  })

  it('whose link does not decrypt is given up, and stops no others', async () => {
    const [broken, whole] = [newCall(), newCall()]
    await post(bodyOf(broken))
    await post(bodyOf(whole))
    await desk.sql.query(`update recording_copies set link = '00' where vapi_call_id = $1`, [
      broken,
    ])
    stop = await start()
    await expect.poll(async () => (await copyOf(whole))?.state, PATIENCE).toBe('done')
    await expect.poll(async () => (await copyOf(broken))?.state, PATIENCE).toBe('dead')
    expect(errors).toEqual([])
  })

  it('of a client with few comes before long, however long the queues of others are', async () => {
    const { claimCopies, finishCopy } = await import('../../../src/recordings/copies/queue')
    const { keepsRecordings } = await import('../../../src/clients/keepsRecordings')
    const { pool } = desk.payload.db
    const busy = await Promise.all(
      [1, 2, 3, 4, 5].map(() => makeClient(desk.payload, { keepRecordings: 'on' })),
    )
    const queue = (clientID: string, count: number) =>
      desk.sql.query(
        `insert into recording_copies (id, client_id, vapi_call_id, link, state, due_at, expires_at)
         select gen_random_uuid(), $1, 'queued-' || n, $2, 'waiting', now() - interval '1 hour', now() + interval '1 hour'
         from generate_series(1, $3::int) as n`,
        [clientID, desk.payload.encrypt(base), count],
      )
    for (const each of busy) await queue(each.id, 100)
    await post(bodyOf(newCall()))
    const claim = (limit: number) =>
      claimCopies({ keeps: keepsRecordings('client'), limit, payload: desk.payload })
    const claimed = await claim(4)
    const served = new Set<string>()
    // Nobody is that unlucky: of six clients, one gets a free place nearly each other time.
    for (let turn = 0; turn < 120 && !served.has(client.id); turn += 1) {
      const [ended] = claimed.splice(0, 1)
      if (!ended) throw new Error('Nothing was claimed')
      served.add(ended.clientID)
      await finishCopy(pool, ended, { problem: null, providerID: null, state: 'sent' })
      claimed.push(...(await claim(1)))
    }
    expect(served).toContain(client.id)
  })

  it('that is under way when the desk stops is given back, with its link', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'audio/wav' }).write(wav().subarray(0, 100))
    }
    const id = newCall()
    await post(bodyOf(id))
    const stopNow = await start()
    await expect.poll(() => asked.length, PATIENCE).toBe(1)
    await stopNow()
    const copy = await copyOf(id)
    expect(copy).toMatchObject({ lease: null, problem: null, state: 'waiting' })
    expect(copy?.link).not.toBe(null)
  })
})

describe('no link', () => {
  it('is anywhere but in its row: not in deliveries, calls, the history or errors', async () => {
    const id = newCall()
    answer = (_, response) => void response.writeHead(403).end(SIGNATURE)
    await post(bodyOf(id))
    stop = await start()
    await expect.poll(async () => (await copyOf(id))?.state, PATIENCE).toBe('dead')
    const { rows: tables } = await desk.sql.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
    for (const { name } of tables) {
      const { rows } = await desk.sql.query(
        `select count(*)::int as found from public."${name}" t where t::text like '%' || $1 || '%'`,
        [SIGNATURE],
      )
      expect([name, rows]).toEqual([name, [{ found: 0 }]])
    }
    const { unpackText } = await import('../../../src/lib/packedText')
    const { rows: deliveries } = await desk.sql.query<{ body: Uint8Array }>(
      'select body from webhook_deliveries where client_id = $1',
      [client.id],
    )
    for (const { body } of deliveries) expect(unpackText(body)).not.toContain(SIGNATURE)
    expect(deliveries.length).toBe(1)
    expect(errors.map(String).join()).not.toContain(SIGNATURE)
  })
})
