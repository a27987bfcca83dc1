import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'
import { startSMTP, type TestSMTP } from '../mail/smtpServer'

const PATIENCE = { timeout: 30_000 }

let desk: TestDesk
let smtp: TestSMTP
let storage: Server
let folder: string
let base: string
let asked: string[] = []
let isHanging = false
const errors: unknown[] = []
const stops: (() => Promise<void>)[] = []

const wav = Buffer.concat([Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt '), Buffer.alloc(2_000)])

const start = async () => {
  const { startCopies } = await import('../../../src/recordings/copies/startCopies')
  const onError = (error: unknown) => errors.push(error)
  stops.push(startCopies({ hosts: [base], onError, payload: desk.payload }))
}

const startMails = async () => {
  const { startNotifyLoop } = await import('../../../src/notify/startNotifyLoop')
  const { senders } = await import('../../../src/notify/senders')
  const { readSettings } = await import('../../../src/settings/settings')
  const onError = (error: unknown) => errors.push(error)
  const { payload } = desk
  const all = senders({ payload, settings: readSettings() })
  stops.push(startNotifyLoop({ onError, pool: payload.db.pool, senders: all }))
}

const post = async (id: string, token: string) => {
  const { status } = await asJSON({
    body: {
      message: {
        artifact: { presignedMonoUrl: `${base}/${id}.wav?X-Amz-Signature=abc` },
        call: { id },
        summary: 'Said.',
        type: 'end-of-call-report',
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })
  expect(status).toBe(200)
}

const copiesIn = async (...states: string[]): Promise<number> => {
  const { rows } = await desk.sql.query<{ count: number }>(
    'select count(*)::int as count from recording_copies where state = any($1::text[])',
    [states],
  )
  return rows[0]?.count ?? 0
}

beforeAll(async () => {
  smtp = await startSMTP()
  storage = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'audio/wav' })
    if (isHanging) response.write(wav.subarray(0, 100))
    else response.end(wav)
  })
  storage.listen(0, '127.0.0.1')
  await once(storage, 'listening')
  const address = storage.address()
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  folder = await mkdtemp(join(tmpdir(), 'lanes-'))
  desk = await createTestDesk({
    env: {
      DATA_DIR: folder,
      MAIL_FROM: 'Desk <desk@agency.example>',
      RECORDING_HOSTS: base,
      SERVER_URL: 'https://desk.example',
      SMTP_URL: smtp.url,
    },
  })
  await makeSuperuser(desk.payload)
})

afterAll(async () => {
  await desk.stop()
  await smtp.stop()
  storage.closeAllConnections()
  storage.close()
  await rm(folder, { force: true, recursive: true })
})

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
  asked = []
  errors.length = 0
  isHanging = false
  await desk.sql.query('truncate recording_copies')
})

it('mails go out while every worker of the copies waits for a storage that hangs', async () => {
  isHanging = true
  const clients = await Promise.all(
    Array.from({ length: 4 }, (_, n) =>
      makeClient(desk.payload, {
        email: `lanes-${n}@client.example`,
        emailNotifications: true,
        keepRecordings: 'on',
      }),
    ),
  )
  await start()
  for (const [n, client] of clients.entries()) await post(`hanging-${n}`, client.vapiWebhookToken)
  await expect.poll(() => asked.length, PATIENCE).toBe(4)
  await startMails()
  for (const [n, client] of clients.entries()) {
    for (let more = 0; more < 5; more += 1) {
      await post(`later-${n}-${more}`, client.vapiWebhookToken)
    }
  }
  await expect.poll(() => smtp.received.length, PATIENCE).toBe(24)
  expect([asked.length, await copiesIn('sending'), errors]).toEqual([4, 4, []])
})

it('each recording is fetched once, however many processes share the lane', async () => {
  const clients = await Promise.all(
    Array.from({ length: 6 }, () => makeClient(desk.payload, { keepRecordings: 'on' })),
  )
  for (const _ of [1, 2, 3]) await start()
  await Promise.all(
    clients.flatMap((client, n) =>
      Array.from({ length: 5 }, (_, more) => post(`shared-${n}-${more}`, client.vapiWebhookToken)),
    ),
  )
  await expect.poll(() => copiesIn('done'), PATIENCE).toBe(30)
  expect(new Set(asked).size).toBe(30)
  expect(asked.length).toBe(30)
  const { rows } = await desk.sql.query(
    `select count(*)::int as kept from recordings where vapi_call_id like 'shared-%'`,
  )
  expect([rows, errors]).toEqual([[{ kept: 30 }], []])
})
