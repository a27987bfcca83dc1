import { describe, expect, it } from 'vitest'
import { maskSecrets } from '../../../src/vapi/redact'
import { type CallReport, toCallReport } from '../../../src/vapi/report'
import {
  emptyReport,
  flatReport,
  getCall,
  RECEIVED_AT,
  report2024,
  report2025,
  report2026,
  TOKEN,
  webCall,
} from '../../fixtures/reports'
import { copyOf } from './copyOf'

const read = (body: unknown): CallReport => {
  const result = toCallReport(maskSecrets(copyOf(body), TOKEN), RECEIVED_AT)
  if (!result.ok) throw new Error(result.problem)
  return result.report
}
/** A minimal report with these fields under `message`. */
const withFields = (fields: object) =>
  read({ message: { type: 'end-of-call-report', call: { id: 'x' }, ...fields } })

describe('the shapes of each year', () => {
  it('2026: artifact and structured outputs', () => {
    expect(read(report2026)).toEqual({
      vapiCallId: '019d4d3a-3e5a-7aa1-9d3f-6f2f5f0a2026',
      callType: 'inboundPhoneCall',
      vapiAssistantId: '5d0a6c5e-11aa-4a53-9c57-000000002026',
      vapiPhoneNumber: '+12025550110',
      customerName: 'Ada Example',
      customerPhone: '+12025550146',
      customerPhoneSource: 'caller',
      startedAt: '2026-04-02T10:00:00.250Z',
      endedAt: '2026-04-02T10:02:05.750Z',
      durationSeconds: 125.5,
      endedReason: 'customer-ended-call',
      endedGroup: 'completed',
      summary: 'Ada booked a haircut for Friday.',
      transcript: 'AI: Hello, Salon Example.\nUser: A haircut on Friday, please.\n',
      messages: [
        { role: 'assistant', text: 'Hello, Salon Example.', at: 1.3 },
        { role: 'user', text: 'A haircut on Friday, please.', at: 4.1 },
        { role: 'tool', text: 'book_appointment', at: 6.3 },
      ],
      outcome: 'booked',
      serviceName: 'Haircut',
      price: 30,
      currencies: ['EUR'],
      successEvaluation: null,
      structuredData: {
        'Call Summary': 'Ada booked a haircut for Friday.',
        'Salon Intake': {
          callOutcome: 'booked',
          booking: { service_name: 'Haircut', price: '€30', day: 'Friday' },
          password_reset: 'yes',
        },
        'Customer Sentiment': 'positive',
      },
      fields: null,
      evidence: {
        customerName: { from: 'customer.name', raw: 'Ada Example' },
        customerPhone: { from: "caller's line", raw: '+12025550146' },
        summary: {
          from: 'structured output "Call Summary"',
          raw: 'Ada booked a haircut for Friday.',
        },
        outcome: { from: 'structured output "Salon Intake" › callOutcome', raw: 'booked' },
        serviceName: {
          from: 'structured output "Salon Intake" › booking.service_name',
          raw: 'Haircut',
        },
        price: { from: 'structured output "Salon Intake" › booking.price', raw: '€30' },
        currency: { from: 'structured output "Salon Intake" › booking.price', raw: '€30' },
      },
      hasRecording: true,
      reportedAt: '2026-04-02T10:02:10.000Z',
      cost: 0.1875,
      costBreakdown: null,
    })
  })

  it('2025: the current place wins over the older copy', () => {
    expect(read(report2025)).toMatchObject({
      summary: 'The caller asked for a colour treatment.',
      transcript: 'AI: Salon Example.\nUser: How much is a colour treatment?',
      durationSeconds: 195.875,
      successEvaluation: 'true',
      outcome: 'callback requested',
      serviceName: 'Colour',
      price: 1200.5,
      currencies: ['EUR'],
      structuredData: { Outcome: 'callback requested', secret_santa: 'Bob' },
      costBreakdown: { total: 0.6096, llmPromptTokens: 56676 },
      customerPhone: '+12025550166',
    })
    expect(read(report2025).structuredData).not.toHaveProperty('notes')
  })

  it('2024: times by the clock across a squad transfer, an ISO timestamp', () => {
    const report = read(report2024)
    expect(report).toMatchObject({
      startedAt: '2024-07-27T21:23:24.677Z',
      endedAt: null,
      durationSeconds: null,
      reportedAt: '2024-07-27T21:24:05.712Z',
      customerPhone: '+12025550166',
      cost: null,
    })
    expect(report.messages?.map((turn) => turn.at)).toEqual([1.8, 6.6, 9.6, 30.9])
  })

  it('a web call has no caller, and a transcript from its messages', () => {
    expect(read(webCall)).toMatchObject({
      customerName: null,
      customerPhone: null,
      vapiPhoneNumber: null,
      durationSeconds: 25.276,
      transcript: 'AI: Hi.\nUser: Hello.',
      hasRecording: false,
    })
  })

  it('what an empty report does not say is null', () => {
    expect(read(emptyReport)).toEqual({
      vapiCallId: '0f0f0f0f-0000-4000-8000-00000000e0e0',
      callType: null,
      vapiAssistantId: null,
      vapiPhoneNumber: null,
      customerName: null,
      customerPhone: null,
      customerPhoneSource: null,
      startedAt: null,
      endedAt: null,
      durationSeconds: null,
      endedReason: 'customer-did-not-answer',
      endedGroup: 'no_answer',
      summary: null,
      transcript: null,
      messages: null,
      outcome: null,
      serviceName: null,
      price: null,
      currencies: null,
      successEvaluation: null,
      structuredData: null,
      fields: null,
      evidence: null,
      hasRecording: false,
      reportedAt: RECEIVED_AT.toISOString(),
      cost: null,
      costBreakdown: null,
    })
  })

  it('a flat body brings its custom fields at the root', () => {
    expect(read(flatReport)).toMatchObject({
      callType: null,
      endedGroup: 'transferred',
      customerName: 'Bo',
      customerPhone: null,
      customerPhoneSource: 'withheld',
      outcome: 'Transferred',
      serviceName: 'Brake check',
      price: 89,
      currencies: ['CHF'],
      structuredData: {
        outcome: 'Transferred',
        service: 'Brake check',
        price: 89,
        currency: 'chf',
      },
      reportedAt: '2026-04-02T10:02:10.000Z',
    })
  })

  it('GET /call as it is: the type is the call’s, the messages in OpenAI form', () => {
    expect(read(getCall)).toMatchObject({
      callType: 'outboundPhoneCall',
      vapiAssistantId: '9b16bb8b-0000-4000-8000-000000000001',
      endedGroup: 'voicemail',
      durationSeconds: 50.831,
      cost: 0.069,
      structuredData: null,
      price: null,
      messages: [
        { role: 'user', text: 'Please leave a message.', at: null },
        { role: 'assistant', text: 'This is Salon Example.', at: null },
      ],
    })
  })
})

describe('read orders', () => {
  it('the summary falls back from analysis to message, output, call', () => {
    const structuredOutputs = { a: { name: 'short_summary', result: 'three' } }
    const call = { id: 'x', analysis: { summary: 'four' } }
    const all = { summary: 'two', artifact: { structuredOutputs }, call }
    expect(withFields({ ...all, analysis: { summary: 'one' } }).summary).toBe('one')
    expect(withFields({ ...all, analysis: { summary: ' ' } }).summary).toBe('two')
    expect(withFields({ ...all, summary: '' }).summary).toBe('three')
    expect(withFields({ call }).summary).toBe('four')
  })

  it('the caller comes from the message, the call, then the variables', () => {
    const variables = (name: string) => ({ customer: { name, number: '+1 202 555 0146' } })
    const artifact = { variables: variables('three'), variableValues: variables('four') }
    const call = { id: 'x', customer: { name: 'two' } }
    expect(withFields({ customer: { name: 'one' }, call, artifact })).toMatchObject({
      customerName: 'one',
      customerPhone: '+12025550146',
    })
    expect(withFields({ customer: {}, call, artifact }).customerName).toBe('two')
    expect(withFields({ artifact }).customerName).toBe('three')
    expect(withFields({ artifact: { variableValues: variables('four') } }).customerName).toBe(
      'four',
    )
  })

  it('a SIP caller without a number is named by the URI', () => {
    const customer = { sipUri: 'sip:caller@sip.example.com' }
    expect(withFields({ customer }).customerPhone).toBe('sip:caller@sip.example.com')
  })

  it('the assistant of a squad is the first activated', () => {
    const artifact = { assistantActivations: [{ assistantId: 'first' }, { assistantId: 'second' }] }
    expect(withFields({ artifact }).vapiAssistantId).toBe('first')
    expect(withFields({ artifact, assistant: { id: 'own' } }).vapiAssistantId).toBe('own')
  })

  it('the duration falls back to milliseconds, minutes, then the times', () => {
    const times = { startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:09Z' }
    const seconds = (fields: object) => withFields({ ...times, ...fields }).durationSeconds
    expect(seconds({ durationSeconds: 1.5, durationMs: 2000 })).toBe(1.5)
    expect(seconds({ durationSeconds: '1.5' })).toBe(1.5)
    expect(seconds({ durationSeconds: -1, durationMs: 2000 })).toBe(2)
    expect(seconds({ durationMinutes: 0.05 })).toBe(3)
    expect(seconds({})).toBe(9)
    expect(seconds({ endedAt: '2025-12-31T00:00:00Z' })).toBeNull()
  })

  it('the cost falls back to the total of its breakdown', () => {
    expect(withFields({ costBreakdown: { total: 0.5 } }).cost).toBe(0.5)
    expect(withFields({ cost: 0, costBreakdown: { total: 0.5 } }).cost).toBe(0)
    expect(withFields({ cost: 'much' })).toMatchObject({ cost: null, costBreakdown: null })
  })

  it('a destination means transferred', () => {
    const destination = { type: 'number', number: '+12025550101' }
    expect(withFields({ destination, endedReason: 'customer-ended-call' }).endedGroup).toBe(
      'transferred',
    )
    expect(withFields({ destination: {} }).endedGroup).toBeNull()
  })
})

describe('tolerance', () => {
  it('a field of the wrong type costs that field only', () => {
    const report = withFields({
      analysis: { summary: 7, structuredData: { outcome: 'booked' }, successEvaluation: false },
      artifact: { messages: 'none', transcript: ['x'], recording: 'yes' },
      customer: 'Ada',
      startedAt: { date: 1 },
      endedReason: 4,
      phoneNumber: '+12025550110',
      assistant: [],
    })
    expect(report).toMatchObject({
      summary: null,
      outcome: 'booked',
      successEvaluation: 'false',
      customerName: null,
      endedReason: null,
      endedGroup: null,
      vapiPhoneNumber: '+12025550110',
    })
  })

  it.each([
    [1775124130000.9, '2026-04-02T10:02:10.000Z'],
    ['1775124130000', '2026-04-02T10:02:10.000Z'],
    ['2026-04-02T12:02:10.5+02:00', '2026-04-02T10:02:10.500Z'],
    ['2026-04-02T10:02:10', '2026-04-02T10:02:10.000Z'],
    ['2026-04-03T00:00:00Z', RECEIVED_AT.toISOString()],
    [9e15, RECEIVED_AT.toISOString()],
    [0, RECEIVED_AT.toISOString()],
    ['yesterday', RECEIVED_AT.toISOString()],
    ['5', RECEIVED_AT.toISOString()],
    [null, RECEIVED_AT.toISOString()],
  ])('a timestamp of %j was reported at %s', (timestamp, expected) => {
    expect(withFields({ timestamp }).reportedAt).toBe(expected)
  })

  it('dates outside 2000 to 2100 are no dates', () => {
    for (const startedAt of [
      '1999-12-31T23:59:59Z',
      '+300000-01-01T00:00:00Z',
      '2101-01-01T00:00Z',
    ]) {
      expect(withFields({ startedAt }).startedAt).toBeNull()
    }
    expect(withFields({ startedAt: '2100-12-31T23:59:59Z' }).startedAt).not.toBeNull()
  })

  it('any non-empty recording URL counts, even a masked one', () => {
    for (const artifact of [
      { presignedStereoUrl: 'https://r2.example/a?X-Amz-Signature=1' },
      { recording: { stereoUrl: 'https://a.example' } },
      { stereoRecordingUrl: 'https://a.example' },
    ]) {
      expect(withFields({ artifact }).hasRecording).toBe(true)
    }
    for (const recordingUrl of [' ', 'null', 'N/A', 'undefined']) {
      expect(withFields({ recordingUrl }).hasRecording).toBe(false)
    }
    expect(withFields({ recordingUrl: '[masked]' }).hasRecording).toBe(true)
  })

  it('short fields are cut, long texts are not', () => {
    const report = withFields({
      endedReason: 'x'.repeat(1000),
      summary: 'y'.repeat(50_000),
      customer: { name: `${'z'.repeat(499)}😀` },
    })
    expect(report.endedReason).toHaveLength(500)
    expect(report.summary).toHaveLength(50_000)
    expect(report.customerName).toBe('z'.repeat(499))
  })

  it('says why there is no report, quoting nothing', () => {
    expect(toCallReport({ message: { type: 'hang' } }, RECEIVED_AT)).toEqual({
      ok: false,
      problem: 'The body is not an end-of-call report.',
    })
    expect(toCallReport({ type: 'end-of-call-report' }, RECEIVED_AT)).toEqual({
      ok: false,
      problem: 'The report contains no call ID.',
    })
  })
})
