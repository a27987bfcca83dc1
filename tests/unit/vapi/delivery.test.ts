import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDeliveries, readDelivery } from '../../../src/vapi/delivery'
import {
  ALL_REPORTS,
  flatReport,
  getCall,
  RECEIVED_AT,
  report2025,
  report2026,
  TOKEN,
} from '../../fixtures/reports'
import { nastyJson, nastyReport, nastyText } from './arbitraries'

const read = (text: string) => readDelivery({ text, token: TOKEN, receivedAt: RECEIVED_AT })
const readJson = (body: unknown) => read(JSON.stringify(body))
const message = (fields: object) => readJson({ message: fields })

describe('a report', () => {
  it.each(Object.entries(ALL_REPORTS))('is recognised: %s', (_name, body) => {
    expect(readJson(body).kind).toBe('report')
  })

  it('is recognised after a byte order mark', () => {
    expect(read(`\uFEFF${JSON.stringify(report2026)}`).kind).toBe('report')
  })

  it('keeps its body as JSON that says the same again', () => {
    for (const body of Object.values(ALL_REPORTS)) {
      const first = readJson(body)
      if (first.kind !== 'report') throw new Error(first.kind)
      expect(read(first.body)).toStrictEqual(first)
      expect(readDelivery({ text: first.body, token: '', receivedAt: RECEIVED_AT })).toEqual(first)
    }
  })

  it('waits for review when it names no call', () => {
    for (const call of [undefined, null, {}, { id: '' }, { id: 7.5 }, { id: 'x'.repeat(201) }]) {
      const delivery = message({ type: 'end-of-call-report', call })
      expect(delivery).toMatchObject({
        kind: 'review',
        messageType: 'end-of-call-report',
        vapiCallId: null,
        problem: 'The report contains no call ID.',
      })
    }
  })

  it('takes the call id from the call, the message, then the root', () => {
    const ids = [
      readJson({
        id: 'c',
        message: { type: 'end-of-call-report', callId: 'b', call: { id: 'a' } },
      }),
      readJson({ id: 'c', message: { type: 'end-of-call-report', callId: 'b' } }),
      readJson({ id: 'c', message: { type: 'end-of-call-report' } }),
      readJson(flatReport),
      readJson(getCall),
    ].map((delivery) => delivery.kind === 'report' && delivery.report.vapiCallId)
    expect(ids).toEqual(['a', 'b', 'c', flatReport.callId, getCall.id])
  })
})

describe('another server message', () => {
  const toolCallList = [
    { id: 'call_1', type: 'function', function: { name: 'book\nit', arguments: {} } },
    { id: 'call_2', name: 'cancel' },
  ]
  const error = 'This system does not handle tools.'

  it('is told for each tool call, in one line, that there are no tools', () => {
    expect(message({ type: 'tool-calls', toolCallList })).toEqual({
      kind: 'reply',
      messageType: 'tool-calls',
      reply: {
        results: [
          { toolCallId: 'call_1', name: 'book it', error },
          { toolCallId: 'call_2', name: 'cancel', error },
        ],
      },
    })
  })

  it('is told so for the older lists of tool calls too', () => {
    const wrapped = toolCallList.map((toolCall) => ({ type: 'function', toolCall }))
    for (const lists of [{ toolWithToolCallList: wrapped }, { toolCalls: toolCallList }]) {
      const delivery = message({ type: 'tool-calls', ...lists })
      expect(delivery.kind === 'reply' && delivery.reply.results).toHaveLength(2)
    }
    expect(message({ type: 'tool-calls' })).toMatchObject({ reply: { results: [] } })
  })

  it.each([
    ['function-call', { result: error }],
    ['transfer-destination-request', { error: 'No transfer destination configured.' }],
    ['handoff-destination-request', { error: 'No handoff destination configured.' }],
    ['assistant-request', { error: 'Sorry, this number cannot take calls at the moment.' }],
    ['knowledge-base-request', { documents: [] }],
    ['campaign.predial', { eligible: true }],
    ['status-update', {}],
    ['speech-update', {}],
    ['something-new-in-2027', {}],
    ['__proto__', {}],
  ])('%s is answered as Vapi needs it', (type, reply) => {
    expect(message({ type })).toEqual({ kind: 'reply', messageType: type, reply })
  })

  it('does not show the token in the type it is logged under', () => {
    const delivery = message({ type: `x ${TOKEN}` })
    expect(delivery).toMatchObject({ kind: 'reply', messageType: 'x [masked]' })
  })
})

describe('JSON that is no server message', () => {
  it.each([
    '{}',
    '[]',
    'null',
    '1',
    '"text"',
    '{"message":null}',
    '{"message":{}}',
    '{"message":{"type":""}}',
    '{"message":{"type":7}}',
    '{"message":"end-of-call-report"}',
    '{"type":"call.ended"}',
    '{"id":"only-an-id"}',
    '{"id":"x","analysis":{}}',
    '[{"message":{"call":{"id":"x"}}}]',
    '[[],[{}]]',
    '{"body":"not JSON"}',
  ])('waits for review: %s', (text) => {
    expect(read(text)).toMatchObject({
      kind: 'review',
      body: text,
      problem: 'The body is not a Vapi server message.',
    })
  })

  it('says which call and type it seems to be about', () => {
    expect(readJson({ type: 'call.ended', call: { id: 'abc' } })).toMatchObject({
      messageType: 'call.ended',
      vapiCallId: 'abc',
    })
  })
})

describe('a body that is not JSON', () => {
  it.each(['', '   ', '\uFEFF', '\0'.repeat(0)])('is called empty: %j', (text) => {
    expect(read(text)).toMatchObject({ kind: 'malformed', problem: 'The body is empty.' })
  })

  it('is kept as text without secrets', () => {
    const text = `{"message":{"type":"end-of-call-report","twilioAuthToken":"tw-secret","headers":{"X":"h-secret"},"server":{"url":"https://desk.example.com/api/v1/vapi/webhook/${TOKEN}/"},"transcript":"AI: He\0llo`
    const delivery = read(text)
    expect(delivery).toMatchObject({ kind: 'malformed', problem: 'The body is not JSON.' })
    const body = delivery.kind === 'malformed' ? delivery.body : ''
    expect(body).toContain('AI: Hello')
    for (const secret of [TOKEN, 'tw-secret', 'h-secret', '\0']) expect(body).not.toContain(secret)
  })

  it('is given up early when it only opens brackets', () => {
    expect(read('['.repeat(10_000_000))).toMatchObject({
      kind: 'malformed',
      problem: 'The body is nested too deeply.',
    })
  })

  it.each([
    ['objects', '{},'.repeat(400_000)],
    ['lists', '[],'.repeat(400_000)],
    ['keys', `{"a":0${',"b":0'.repeat(400_000)}},`],
  ])('is kept unread when it has too many %s', (_, many) => {
    const text = `{"message":{"type":"end-of-call-report","messages":[${many}0]}}`
    expect(read(text)).toMatchObject({
      body: text,
      kind: 'malformed',
      problem: 'The body has too many parts.',
    })
  })

  it('is read however much of it stands in texts', () => {
    const text = JSON.stringify({ message: { type: 'status-update' }, note: '{[:'.repeat(400_000) })
    expect(read(text).kind).toBe('reply')
  })
})

describe('whatever arrives', () => {
  const isSound = (text: string) => {
    const delivery = read(text)
    const kept = JSON.stringify(delivery)
    expect(kept).not.toContain(TOKEN)
    if (delivery.kind === 'reply') return
    expect(delivery.body.isWellFormed()).toBe(true)
    expect(delivery.body).not.toContain('\0')
    expect(decodeLoosely(delivery.body)).not.toContain(TOKEN)
    if (delivery.kind === 'malformed') return
    expect(kept).not.toContain('\\u0000')
    expect(JSON.stringify(read(delivery.body))).toBe(kept)
  }
  const decodeLoosely = (text: string) =>
    text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )

  it('any text is read without a throw and without the token', () => {
    fc.assert(fc.property(nastyText, isSound), { numRuns: 400 })
  })

  it('any JSON is read without a throw and reads the same again from what is kept', () => {
    fc.assert(
      fc.property(nastyJson, (value) => isSound(JSON.stringify(value))),
      { numRuns: 400 },
    )
  })

  it('lists in lists are each body in them, also when read again from what is kept', () => {
    const report = { id: 'call-1', transcript: 'AI: Hi.' }
    isSound(JSON.stringify({ '': [[0, report], 0] }))
    isSound(
      JSON.stringify([
        [[report, report], 1],
        [2, [report]],
      ]),
    )
  })

  it.each([
    [[['end-of-call-report', { apiKey: { artifact: 0, id: 0 } }]]],
    [[1, { credentials: { analysis: false, id: 0 } }]],
    [{ data: [0, { structuredData: { artifact: 1, id: 1, token: 'a b' } }] }],
    [{ records: [{ call: 1, type: '\0end-of-call-report' }, 2], type: 'x' }],
    [
      {
        message: { type: '\0' },
        records: [
          { id: 'a', analysis: 1 },
          { id: 'b', analysis: 1 },
        ],
      },
    ],
    [
      {
        structuredData: [
          { id: 'a', token: 1, transcript: 'x' },
          { id: 'b', token: 'a b', transcript: 'x' },
        ],
      },
    ],
  ])('what masking makes of it decides how many bodies it is: %j', (body) => {
    const text = JSON.stringify(body)
    isSound(text)
    for (const each of readDeliveries({ receivedAt: RECEIVED_AT, text, token: TOKEN })) {
      if ('body' in each) expect(read(each.body)).toStrictEqual(each)
    }
  })

  it('any report is read without a throw and reads the same again from what is kept', () => {
    fc.assert(
      fc.property(nastyReport, (value) => isSound(JSON.stringify(value))),
      { numRuns: 400 },
    )
  })

  it.each([
    '{"message":{"type":"end-of-call-report","call":{"id":"x"},"cost":1e999}}',
    '{"message":{"type":"end-of-call-report","call":{"id":"x"},"analysis":{"structuredData":{"services":[{"price":5,"quantity":{"toString":1,"valueOf":2}},{"price":5}]}}}}',
    '{"message":{"type":"end-of-call-report","call":{"id":"x"},"startedAt":"+300000-01-01T00:00:00Z","timestamp":1e18}}',
    '{"message":{"type":"end-of-call-report","call":{"id":"x"},"__proto__":{"polluted":true}}}',
    '{"message":{"type":"end-of-call-report","call":{"id":"x"},"transcript":"\\ud800\\u0000😀"}}',
  ])('odd values do not stop a report: %s', (text) => {
    isSound(text)
    expect(read(text).kind).toBe('report')
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('long texts survive whole', () => {
    const transcript = `AI: ${'שלום 😀 hello. '.repeat(20_000)}`
    const delivery = message({ type: 'end-of-call-report', call: { id: 'x' }, transcript })
    expect(delivery.kind === 'report' && delivery.report.transcript).toBe(transcript)
  })
})

const SHAPES = new URL('../../../../shared/vapi/shapes/', import.meta.url)

describe.skipIf(!existsSync(SHAPES))('the shapes seen on the wire', () => {
  const files = existsSync(SHAPES) ? readdirSync(SHAPES) : []

  it.each(files)('%s is read and nothing secret is kept', (file) => {
    const token = 'THE-CLIENT-TOKEN-0123456789'
    const shape = JSON.parse(readFileSync(new URL(file, SHAPES), 'utf8'))
    const body = shape.message || shape.id ? shape : { message: { ...base(), artifact: shape } }
    const text = JSON.stringify(body).replaceAll('THE-CLIENT-TOKEN', token)
    const delivery = readDelivery({ text, token, receivedAt: RECEIVED_AT })
    expect(JSON.stringify(delivery)).not.toContain('THE-CLIENT-TOKEN')
    expect(JSON.stringify(delivery)).not.toContain('TWILIO-SECRET')
    if (delivery.kind === 'reply') {
      expect(['status-update', 'assistant-request']).toContain(delivery.messageType)
      return
    }
    if (delivery.kind !== 'report') throw new Error(delivery.kind)
    expect(readDelivery({ text: delivery.body, token, receivedAt: RECEIVED_AT })).toEqual(delivery)
    expect(delivery.report).toMatchObject({
      hasRecording: true,
      summary: expect.any(String),
      transcript: expect.any(String),
      messages: expect.any(Array),
    })
  })

  const base = () => ({ type: report2025.message.type, call: { id: 'shape' } })
})
