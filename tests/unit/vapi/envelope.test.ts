import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDeliveries, readDelivery } from '../../../src/vapi/delivery'
import { RECEIVED_AT, report2026, TOKEN } from '../../fixtures/reports'
import { copyOf } from './copyOf'

const readText = (text: string) => readDeliveries({ receivedAt: RECEIVED_AT, text, token: TOKEN })
const readAll = (body: unknown) => readText(JSON.stringify(body))
const read = (body: unknown) => readAll(body)[0]

const reportOf = (id: string, fields: object = {}) => ({
  message: {
    call: { id },
    endedReason: 'customer-ended-call',
    type: 'end-of-call-report',
    ...fields,
  },
})
const ids = (body: unknown) =>
  readAll(body).map((each) => (each.kind === 'report' ? each.report.vapiCallId : each.kind))

const inner = reportOf('inner', { analysis: { summary: 'Asked for the opening hours.' } })

/** What people's tools wrap around a report. */
const ENVELOPES: Record<string, unknown> = {
  'an item of n8n': [{ body: inner, headers: { host: 'hooks.example' }, params: {}, query: {} }],
  'items of n8n with json': [{ json: { body: inner, headers: {} }, pairedItem: { item: 0 } }],
  'its body alone': { body: inner },
  'a route that hands on data': { data: { body: inner } },
  'data alone': { data: inner },
  'a bare message': inner.message,
  'a bare message in a body': { body: inner.message },
  'a bare message in a list': [inner.message],
  'a message in a message': { message: inner },
  'a list of one as the message': { message: [inner.message] },
  'the type beside the message': {
    message: { ...inner.message, type: undefined },
    type: 'end-of-call-report',
  },
  'a payload': { event: 'vapi', payload: inner },
  'a name nobody knows': { vapi_webhook: inner },
  'JSON in a text': JSON.stringify(inner),
  'JSON in a text twice': JSON.stringify(JSON.stringify(inner)),
  'a gateway with a text': { body: JSON.stringify(inner), isBase64Encoded: false },
  'a queue with texts': { Records: [{ body: JSON.stringify(inner), messageId: '1' }] },
  'a notification with a text': { Message: JSON.stringify(inner), Type: 'Notification' },
  'notifications in a queue': { Records: [{ Sns: { Message: JSON.stringify(inner) } }] },
  'a row of a table': { record: { id: 'row', payload: inner }, table: 'calls', type: 'INSERT' },
  'a text under value': { value: JSON.stringify(inner) },
  'a raw text': { raw: JSON.stringify(inner) },
  'a list with a text': [JSON.stringify(inner)],
  'the type beside data': {
    data: { ...inner.message, type: undefined },
    type: 'end-of-call-report',
  },
  'an event with an id, and data': {
    data: { ...inner.message, type: undefined },
    event: 'end-of-call-report',
    id: 'evt-1',
  },
  'a message that is a text': { message: JSON.stringify(inner.message) },
}

describe('an envelope', () => {
  it.each(Object.entries(ENVELOPES))('is opened: %s', (_name, body) => {
    expect(readAll(body)).toHaveLength(1)
    expect(read(body)).toMatchObject({
      kind: 'report',
      messageType: 'end-of-call-report',
      report: { summary: 'Asked for the opening hours.', vapiCallId: 'inner' },
    })
  })

  it.each(Object.entries(ENVELOPES))(
    'reads the same again from what is kept: %s',
    (_name, body) => {
      const first = read(body)
      if (first.kind !== 'report') throw new Error(first.kind)
      expect(readText(first.body)).toEqual([first])
    },
  )

  it.each(Object.entries(ENVELOPES))('keeps nothing secret: %s', (_name, body) => {
    const secret = 'tw1l10-auth-t0ken-very-secret'
    const text = JSON.stringify(body).replaceAll('inner', TOKEN)
    const guarded = text.replace(/customer-ended-call/, secret)
    expect(JSON.stringify(readText(guarded))).not.toContain(TOKEN)
    const whole = JSON.stringify(read({ body: JSON.stringify(report2026), data: body }))
    expect(whole).not.toContain(secret)
  })

  it('does not hide what Vapi waits for an answer to', () => {
    const call = { message: { toolCallList: [{ id: 'call_1', name: 'book' }], type: 'tool-calls' } }
    expect(read([{ body: call }])).toMatchObject({ kind: 'reply', messageType: 'tool-calls' })
    expect(read({ data: { message: { type: 'status-update' } } })).toMatchObject({ kind: 'reply' })
  })

  it('is kept for review when what is in it is unknown', () => {
    expect(read({ error: { message: { type: 'new-kind' } } })).toMatchObject({ kind: 'review' })
    expect(read({ body: { id: 'only-an-id' } })).toMatchObject({ kind: 'review' })
  })

  it('is found whatever the order of keys and whatever stands beside it', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(['a', 'z', 'body', 'data', 'headers', 'query', 'x-1'], {
          minLength: 7,
        }),
        fc.jsonValue({ maxDepth: 2 }),
        (keys, other) => {
          const body = Object.fromEntries(keys.map((key) => [key, key === 'body' ? inner : other]))
          expect(read(body)).toMatchObject({ kind: 'report', report: { vapiCallId: 'inner' } })
        },
      ),
    )
  })
})

describe('several reports in one body', () => {
  it('are a delivery each, with a body of its own', () => {
    const body = [reportOf('a'), { body: reportOf('b') }, reportOf('c').message]
    expect(ids(body)).toEqual(['a', 'b', 'c'])
    for (const each of readAll(body)) {
      if (each.kind !== 'report') throw new Error(each.kind)
      expect(readText(each.body)).toEqual([each])
    }
  })

  it('are found below an envelope', () => {
    expect(ids({ data: { items: [reportOf('a'), reportOf('b')] } })).toEqual(['a', 'b'])
    expect(
      ids({
        Records: [reportOf('a'), reportOf('b')].map((each) => ({ body: JSON.stringify(each) })),
      }),
    ).toEqual(['a', 'b'])
  })

  it('lose nothing of what stands beside them', () => {
    expect(ids([reportOf('a'), { note: 'no report' }, { message: { type: 'hang' } }])).toEqual([
      'a',
      'review',
      'reply',
    ])
  })

  it('wait for review, all of them, when they are more than a hundred', () => {
    const many = Array.from({ length: 101 }, (_, n) => reportOf(`call-${n}`))
    expect(ids(many.slice(1))).toHaveLength(100)
    const [only, ...others] = readAll(many)
    expect(others).toEqual([])
    expect(only).toMatchObject({
      kind: 'review',
      problem: 'The body contains more than 100 messages.',
    })
    expect(JSON.stringify(only)).toContain('call-100')
  })

  it('are read without a throw, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 6 }), (items) => {
        expect(readAll([reportOf('a'), ...items])[0]).toMatchObject({ kind: 'report' })
      }),
    )
  })
})

describe('the id of a call', () => {
  it.each([
    [{ call: { id: 90210017 } }, '90210017'],
    [{ call: { callId: 'c-1' } }, 'c-1'],
    [{ call: { call_id: 'c-2' } }, 'c-2'],
    [{ call: 'c-3' }, 'c-3'],
    [{ call_id: 'c-4' }, 'c-4'],
    [{ callId: 12 }, '12'],
    [{ chat: { id: 'chat-1' } }, 'chat-1'],
    [{ call: { id: 'c-5' }, chat: { id: 'chat-1' } }, 'c-5'],
  ])('of %j is %s', (fields, id) => {
    expect(ids({ message: { type: 'end-of-call-report', ...fields } })).toEqual([id])
  })

  it('is no number that lost its last digits', () => {
    const text = '{"message":{"type":"end-of-call-report","call":{"id":90071992547409931}}}'
    expect(readText(text)[0]).toMatchObject({ kind: 'review' })
  })
})

describe('the type of a report', () => {
  it.each([
    'end-of-call-report',
    'end_of_call_report',
    'endOfCallReport',
    'EndOfCallReport',
    'END-OF-CALL-REPORT',
    'end of call report',
    ' end.of.call.report ',
  ])('may be spelled %j', (type) => {
    expect(read(reportOf('x', { type }))).toMatchObject({
      kind: 'report',
      messageType: 'end-of-call-report',
    })
    expect(read({ callId: 'x', type })).toMatchObject({
      kind: 'report',
      report: { callType: null },
    })
  })

  it.each([
    { type: 'call.ended' },
    { type: 'call-ended' },
    { type: 'end-of-call' },
    { type: 'end-of-call-report-v2' },
    { type: 'call_summary' },
    { type: 'analysis-ready' },
    { type: 'something-new', endedReason: 'customer-ended-call' },
    { type: 'something-new', analysis: { summary: 'Asked for the hours.' } },
  ])('when it is close to that, is kept for review: %j', (message) => {
    expect(read({ message: { ...message, call: { id: 'close' } } })).toMatchObject({
      kind: 'review',
      messageType: message.type,
      vapiCallId: 'close',
    })
  })

  it.each(['status-update', 'hang', 'transcript', 'call.deleted', 'something-new'])(
    'is not close to that: %s',
    (type) => {
      const message = { artifact: { messages: [] }, call: { id: 'x' }, transcript: 'Hi.', type }
      expect(read({ message })).toMatchObject({ kind: 'reply', reply: {} })
    },
  )

  it('of a status that names how the call ended is no report', () => {
    const message = { endedReason: 'customer-ended-call', status: 'ended', type: 'status-update' }
    expect(read({ message })).toMatchObject({ kind: 'reply' })
  })
})

describe('a chat', () => {
  const chat = {
    createdAt: '2026-04-02T10:00:00.000Z',
    id: 'chat-1',
    input: [{ content: 'Are you open on Sunday?', role: 'user' }],
    output: [{ content: 'Yes, from ten to four.', role: 'assistant' }],
  }

  it('is a report of its own kind', () => {
    const delivery = read({ message: { chat, type: 'end-of-call-report' } })
    expect(delivery.kind === 'report' && delivery.report).toMatchObject({
      callType: 'chat',
      messages: [
        { role: 'user', text: 'Are you open on Sunday?' },
        { role: 'assistant', text: 'Yes, from ten to four.' },
      ],
      startedAt: '2026-04-02T10:00:00.000Z',
      vapiCallId: 'chat-1',
    })
  })

  it('asked in one line is read as well', () => {
    const asked = { ...chat, input: 'Sunday?' }
    const delivery = read({ message: { chat: asked, type: 'end-of-call-report' } })
    expect(delivery.kind === 'report' && delivery.report.transcript).toBe(
      'User: Sunday?\nAI: Yes, from ten to four.',
    )
  })

  it('beside a call is a part of that call', () => {
    const call = { id: 'call-1', type: 'inboundPhoneCall' }
    const delivery = read({ message: { call, chat, type: 'end-of-call-report' } })
    expect(delivery.kind === 'report' && delivery.report).toMatchObject({
      callType: 'inboundPhoneCall',
      vapiCallId: 'call-1',
    })
  })
})

describe('an ordinary body', () => {
  it('is kept as it came, wrapped or not', () => {
    const kept = readDelivery({
      receivedAt: RECEIVED_AT,
      text: JSON.stringify({ body: copyOf(inner), query: {} }),
      token: TOKEN,
    })
    expect(kept.kind === 'report' && JSON.parse(kept.body)).toEqual({ body: inner, query: {} })
  })
})
