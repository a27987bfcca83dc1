import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/lib/json'
import { readAssistant } from '../../../src/vapiAccount/api/assistants'
import { readCallRow } from '../../../src/vapiAccount/api/callRow'
import { readCounts } from '../../../src/vapiAccount/api/calls'
import { readNumber } from '../../../src/vapiAccount/api/numbers'
import {
  KEEP_ASSISTANT,
  KEEP_CALL,
  KEEP_NUMBER,
  KEEP_SQUAD,
} from '../../../src/vapiAccount/api/parsing/keep'
import { parse, TOO_LONG_HERE } from '../../../src/vapiAccount/api/parsing/parse'
import { problemOf, safeMessage } from '../../../src/vapiAccount/api/problem'
import { reportOf } from '../../../src/vapiAccount/api/reportOf'
import { readSquad } from '../../../src/vapiAccount/api/squads'

const KEY = '6f1d2c3b-aaaa-bbbb-cccc-0123456789ab'

const json = (status: number, message: unknown) => ({
  status,
  text: JSON.stringify({ error: 'x', message, statusCode: status }),
})

describe('what an answer of Vapi means', () => {
  it.each([
    ['a wrong key', json(401, 'Invalid Key. Hot tip, …'), 'key_refused'],
    ['no credit', json(402, 'Out of credit'), 'unpaid'],
    ['the CDN', { status: 403, text: '<html>error code: 1010</html>' }, 'blocked'],
    ['not permitted', json(403, 'Forbidden'), 'forbidden'],
    ['a wrong route', json(404, 'Cannot GET /calls'), 'wrong_route'],
    ['nothing there', json(404, 'Couldn’t get call'), 'gone'],
    ['a wrong request', json(400, ['property x should not exist', 'limit …']), 'invalid'],
    ['a conflict', json(409, 'in use'), 'conflict'],
    ['too many', json(429, 'Rate limit exceeded'), 'rate_limited'],
    ['an error of theirs', json(500, 'Internal'), 'unreachable'],
    ['a page of a proxy', { status: 502, text: '<html>Bad gateway</html>' }, 'unreachable'],
    ['a redirect', { status: 302, text: '' }, 'unreachable'],
    ['a time-out', json(408, 'Timeout'), 'unreachable'],
    ['another refusal', json(422, 'no'), 'invalid'],
  ])('%s', (_, { status, text }, kind) => {
    expect(problemOf({ secrets: [KEY], status, text })).toMatchObject({ kind })
  })

  it.each([
    [
      'Your subscription plan only covers the last 14 days of call history. This call exceeds your retention window.',
      14,
    ],
    ['Your plan only covers the last 30 days.', 30],
    ['This call exceeds your RETENTION WINDOW.', undefined],
    ['only covers the last 1 day', 1],
  ])('%s', (message, days) => {
    const problem = problemOf({ secrets: [], ...json(400, message) })
    expect(problem).toMatchObject({ kind: 'retention' })
    expect(problem.days).toBe(days)
  })

  it('is said in Vapi’s words, on one line', () => {
    const message = ['property a should not exist', 'b\nmust be c']
    expect(problemOf({ secrets: [], ...json(400, message) }).message).toBe(
      'property a should not exist; b must be c',
    )
    expect(problemOf({ secrets: [], status: 502, text: '<html>' }).message).toBe(
      'Vapi answered 502.',
    )
    expect(problemOf({ secrets: [], status: 401, text: 'Missing header.' }).message).toBe(
      'Missing header.',
    )
  })

  it('never has the key, what was sent, or the path of an address', () => {
    const text = `Key ${KEY} may not write https://desk.example/api/v1/vapi/webhook/secret-token/ with my-bearer-secret`
    expect(safeMessage(text, [KEY, 'my-bearer-secret'])).toBe(
      'Key … may not write https://desk.example with …',
    )
    expect(safeMessage('x'.repeat(2_000), [])).toHaveLength(300)
  })
})

describe('an assistant', () => {
  it('is read without prompts, and without nulls in its server', () => {
    const read = readAssistant({
      credentialIds: null,
      id: 'a',
      isServerUrlSecretSet: true,
      model: {
        messages: [{ content: 'THE PROMPT', role: 'system' }],
        tools: [
          { function: { name: 'book' }, type: 'function' },
          { function: { name: 'find' }, server: { url: 'https://t.example' }, type: 'function' },
          { function: { name: 'cancel' }, server: { url: null }, type: 'function' },
          { type: 'endCall' },
          null,
        ],
      },
      name: null,
      server: {
        backoffPlan: { excludedStatusCodes: null, maxRetries: 3 },
        credentialId: null,
        url: 'https://x.example/h',
      },
      serverMessages: null,
      updatedAt: '2026-09-14T08:33:21.900Z',
    })
    expect(read).toMatchObject({
      credentialIDs: [],
      isServerUrlSecretSet: true,
      name: null,
      recordingEnabled: null,
      server: { backoffPlan: { maxRetries: 3 }, url: 'https://x.example/h' },
      serverMessages: null,
      serverURL: 'https://x.example/h',
      toolsWithoutServer: ['book', 'cancel'],
    })
    expect(JSON.stringify(read)).not.toMatch(/PROMPT|null,"credentialId"/)
    expect(read?.server).not.toHaveProperty('credentialId')
  })

  it.each<[string, JsonObject]>([
    ['without an id', { name: 'x' }],
    ['with a number as id', { id: 5 }],
    ['with a blank id', { id: ' ' }],
  ])('%s is none', (_, row) => {
    expect(readAssistant(row)).toBeNull()
    expect(readNumber(row)).toBeNull()
    expect(readSquad(row)).toBeNull()
    expect(readCallRow({ ...row, createdAt: '2026-09-14T08:33:21.900Z' })).toBeNull()
  })

  it('has the older serverUrl where it has no server', () => {
    expect(readAssistant({ id: 'a', serverUrl: 'https://old.example' })).toMatchObject({
      server: null,
      serverURL: 'https://old.example',
    })
  })
})

it('a number is read without its carrier’s secrets', () => {
  const read = readNumber({
    assistantId: 'a',
    id: 'n',
    number: null,
    provider: 'twilio',
    sipUri: 'sip:desk@sip.vapi.ai',
    twilioAuthToken: 'TWILIO SECRET',
  })
  expect(read).toMatchObject({ assistantID: 'a', number: 'sip:desk@sip.vapi.ai' })
  expect(JSON.stringify(read)).not.toContain('TWILIO SECRET')
})

it('a squad is read with what may beat the assistant’s own server', () => {
  expect(
    readSquad({
      id: 's',
      members: [
        { assistantId: 'a', assistantOverrides: { server: { url: 'https://o.example' } } },
        { assistantId: 'b', assistantVersion: 'v3' },
        { assistant: {}, assistantId: null },
      ],
      membersOverrides: { serverUrl: 'https://m.example' },
    }),
  ).toEqual({
    id: 's',
    members: [
      { assistantID: 'a', hasServerOverride: true, pinnedVersion: null },
      { assistantID: 'b', hasServerOverride: false, pinnedVersion: 'v3' },
      { assistantID: null, hasServerOverride: false, pinnedVersion: null },
    ],
    membersServerURL: 'https://m.example',
    name: null,
  })
})

const CALL: JsonObject = {
  analysis: { summary: 'Wants a table for two on Friday.' },
  artifact: {
    messages: [{ message: 'A table, please', role: 'user' }],
    presignedMonoUrl: 'https://storage.example/a.wav?X-Amz-Signature=one',
    presignedUrlsExpiresAt: '2026-09-14T09:03:21.900Z',
    transcript: 'User: A table, please',
  },
  assistant: { model: { messages: [{ content: 'THE PROMPT' }] }, name: 'Bella' },
  assistantId: 'a',
  assistantOverrides: { server: { url: 'https://o.example' }, serverMessages: ['hang'] },
  cost: 0.214,
  createdAt: '2026-09-14T08:30:00.120Z',
  customer: { number: '+390612345678' },
  endedAt: '2026-09-14T08:33:16.400Z',
  endedReason: 'customer-ended-call',
  id: 'c',
  monitor: { controlUrl: 'https://control.example/SECRET' },
  orgId: 'o',
  phoneNumber: { number: '+39061', twilioAuthToken: 'TWILIO SECRET' },
  phoneNumberId: 'n',
  startedAt: '2026-09-14T08:30:02.500Z',
  status: 'ended',
  type: 'inboundPhoneCall',
  updatedAt: '2026-09-14T08:33:21.900Z',
}

describe('a call', () => {
  it('is read from what Vapi gives', () => {
    expect(readCallRow(CALL)).toMatchObject({
      assistantID: 'a',
      cost: 0.214,
      duration: 193.9,
      hasContent: true,
      overridesMessages: true,
      serverURLs: ['https://o.example'],
      status: 'ended',
    })
  })

  it.each<[string, JsonObject, boolean]>([
    ['nothing', {}, false],
    ['nulls', { analysis: null, artifact: null, messages: null, transcript: null }, false],
    ['empty parts', { analysis: {}, artifact: { messages: [], transcript: '' } }, false],
    ['the prompt alone', { messages: [{ role: 'system' }] }, false],
    ['a message', { messages: [{ role: 'system' }, { role: 'bot' }] }, true],
    ['a summary', { summary: 'x' }, true],
    ['structured outputs', { artifact: { structuredOutputs: { a: {} } } }, true],
  ])('with %s has content: %s', (_, parts, hasContent) => {
    const createdAt = '2026-09-14T08:30:00.120Z'
    expect(readCallRow({ createdAt, id: 'c', ...parts })).toMatchObject({ hasContent })
  })

  it.each([null, 'soon', '0001-01-01', '9999-12-31T00:00:00Z', true, {}])(
    'created at %s is none',
    (createdAt) => {
      expect(readCallRow({ createdAt, id: 'c' })).toBeNull()
    },
  )
})

describe('the parsing thread', () => {
  const shapes = new URL('../../../../shared/vapi/shapes/', import.meta.url)
  const genuine = (): JsonValue[] => {
    try {
      return readdirSync(shapes).map((name) =>
        JSON.parse(readFileSync(new URL(name, shapes), 'utf8')),
      )
    } catch {
      return []
    }
  }
  const calls: JsonValue[] = [
    CALL,
    { id: 'bare' },
    { createdAt: '2026-09-14T08:30:00.120Z', id: 'empty', messages: [], server: 'text' },
    null,
    'text',
    [],
    ...genuine(),
  ]
  const large = (value: JsonValue): Uint8Array =>
    Buffer.from(JSON.stringify(value) + ' '.repeat(TOO_LONG_HERE))
  const small = (value: JsonValue): Uint8Array => Buffer.from(JSON.stringify(value))

  const readAll = (value: JsonValue) => {
    const rows = Array.isArray(value) ? value : []
    return rows.map((row) =>
      isJsonObject(row)
        ? [readCallRow(row), readAssistant(row), readNumber(row), readSquad(row)]
        : null,
    )
  }

  it.each([
    ['calls', KEEP_CALL, 0],
    ['assistants', KEEP_ASSISTANT, 1],
    ['numbers', KEEP_NUMBER, 2],
    ['squads', KEEP_SQUAD, 3],
  ] as const)('reads %s as the main thread does', async (_, keep, index) => {
    const here = await parse({ bytes: small(calls), keep, withTexts: true })
    const there = await parse({ bytes: large(calls), keep, withTexts: true })
    if (!here || !there) throw new Error('An answer was not parsed')
    const of = (value: JsonValue) => readAll(value).map((read) => read?.[index] ?? null)
    expect(of(there.value)).toEqual(of(here.value))
    expect(there.texts).toEqual(here.texts)
    expect(JSON.stringify(there.value)).not.toMatch(/THE PROMPT|TWILIO SECRET|A table, please/)
  })

  it('reads pages with results, and single rows', async () => {
    const page = await parse({
      bytes: large({ results: [CALL] }),
      keep: KEEP_CALL,
      withTexts: true,
    })
    expect(page?.value).toMatchObject([{ id: 'c' }])
    expect(page?.texts).toEqual([JSON.stringify(CALL)])
    const one = await parse({ bytes: large(CALL), keep: KEEP_CALL, withTexts: true })
    expect(one?.value).toMatchObject({ id: 'c' })
    expect(one?.texts).toEqual([JSON.stringify(CALL)])
  })

  it('says that an answer is no JSON, and goes on', async () => {
    const half = Buffer.from(`[${'1,'.repeat(TOO_LONG_HERE)}`)
    expect(await parse({ bytes: half, keep: 'whole' })).toBeNull()
    expect(await parse({ bytes: Buffer.from('{'), keep: 'whole' })).toBeNull()
    expect((await parse({ bytes: large([CALL]), keep: KEEP_CALL }))?.value).toHaveLength(1)
  })

  it('reads several large answers that come at the same time', async () => {
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        parse({ bytes: large([{ ...CALL, id: `call ${index}` }]), keep: KEEP_CALL }),
      ),
    )
    expect(all.map((each) => each?.value)).toMatchObject(
      all.map((_, index) => [{ id: `call ${index}` }]),
    )
  })
})

describe('the report of a fetched call', () => {
  const context = { numbers: new Map([['n', '+390611111']]) }
  const messageOf = (call: JsonObject) => {
    const text = reportOf(JSON.stringify(call), context)
    const { message }: { message: JsonObject } = JSON.parse(text ?? '{"message":{}}')
    return message
  }

  it('is what the webhook would have brought', () => {
    expect(messageOf(CALL)).toMatchObject({
      analysis: { summary: 'Wants a table for two on Friday.' },
      artifact: { transcript: 'User: A table, please' },
      call: { assistantId: 'a', id: 'c', orgId: 'o', type: 'inboundPhoneCall' },
      cost: 0.214,
      customer: { number: '+390612345678' },
      endedReason: 'customer-ended-call',
      phoneNumber: { number: '+39061' },
      startedAt: '2026-09-14T08:30:02.500Z',
      timestamp: Date.parse('2026-09-14T08:33:21.900Z'),
      type: 'end-of-call-report',
    })
  })

  it('has no prompts, control addresses and carrier’s secrets', () => {
    expect(JSON.stringify(messageOf(CALL))).not.toMatch(/PROMPT|SECRET|X-Amz/)
  })

  it('is the same text for the same call, whatever its links and the order of its keys', () => {
    const artifact = {
      ...(isJsonObject(CALL.artifact) ? CALL.artifact : {}),
      presignedMonoUrl: 'https://storage.example/a.wav?X-Amz-Signature=two',
      presignedUrlsExpiresAt: '2026-09-14T11:00:00.000Z',
    }
    const again = Object.fromEntries(Object.entries({ ...CALL, artifact }).reverse())
    expect(reportOf(JSON.stringify(again), context)).toBe(reportOf(JSON.stringify(CALL), context))
    expect(reportOf(JSON.stringify({ ...CALL, cost: 1 }), context)).not.toBe(
      reportOf(JSON.stringify(CALL), context),
    )
  })

  it('takes the older places where the newer are empty, and never empties the newer', () => {
    const older = { ...CALL, analysis: null, artifact: {}, summary: 'Old', transcript: 'AI: Hi' }
    expect(messageOf(older)).toMatchObject({
      analysis: { summary: 'Old' },
      artifact: { transcript: 'AI: Hi' },
    })
    expect(messageOf({ ...CALL, summary: '', transcript: null })).toMatchObject({
      artifact: { transcript: 'User: A table, please' },
    })
  })

  it('learns the number and the name of the assistant from their ids', () => {
    const { assistant: _, phoneNumber: __, ...bare } = CALL
    const assistants = new Map([['a', 'Bella']])
    const text = reportOf(JSON.stringify(bare), { ...context, assistants })
    expect(JSON.parse(text ?? '')).toMatchObject({
      message: { assistant: { name: 'Bella' }, phoneNumber: { number: '+390611111' } },
    })
  })

  it.each(['', 'null', '[]', '{}', '{"id":5}', '{"id":"c"}'])('of %s is none', (text) => {
    expect(reportOf(text, context)).toBeNull()
  })
})

it.each<[JsonValue, unknown]>([
  [
    [{ name: 'calls', result: [{ assistantId: 'a', calls: '17', date: 'd', status: 'ended' }] }],
    [{ assistantID: 'a', calls: 17, day: 'd', status: 'ended' }],
  ],
  [[{ name: 'calls', result: [{ calls: 'many' }, null] }], []],
  [[{ name: 'other', result: [] }], null],
  [{}, null],
])('counts of %j', (answer, counts) => {
  expect(readCounts(answer)).toEqual(counts)
})
