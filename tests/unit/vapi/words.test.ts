import { describe, expect, it } from 'vitest'
import { maskSecrets } from '../../../src/vapi/redact'
import { toCallReport } from '../../../src/vapi/report'
import { RECEIVED_AT, TOKEN } from '../../fixtures/reports'
import { copyOf } from './copyOf'

const read = (fields: object, call: object = {}) => {
  const body = { message: { call: { id: 'x', ...call }, type: 'end-of-call-report', ...fields } }
  const result = toCallReport(maskSecrets(copyOf(body), TOKEN), RECEIVED_AT)
  if (!result.ok) throw new Error(result.problem)
  return result.report
}

const TURNS = [
  { role: 'assistant', text: 'Good day.' },
  { role: 'user', text: 'A table for two.' },
]
const ASKED = { content: 'Open on Sunday?', role: 'user' }
const ANSWERED = { content: 'From 10 to 4.', role: 'assistant' }
const TEXT = 'AI: Good day.\nUser: A table for two.'

describe('the conversation', () => {
  it.each([
    ['agent', 'caller', 'text'],
    ['AI', 'human', 'message'],
    ['Assistant', 'Person', 'content'],
    ['bot', 'prospect', 'utterance'],
    ['KI', 'Anrufer', 'text'],
    ['Agente', 'Cliente', 'text'],
    ['asistente', 'usuario', 'text'],
    ['assistant', 'appelant', 'text'],
    ['assistente', 'chiamante', 'text'],
    ['assistente', 'utilizador', 'body'],
    ['assistent', 'beller', 'text'],
    ['virtual_assistant', 'lead', 'text'],
  ])('of %s and %s in %s is read', (assistant, user, key) => {
    const lists = ['role', 'speaker'].map((name) => [
      { [name]: assistant, [key]: 'Good day.' },
      { [name]: user, [key]: 'A table for two.' },
      { [name]: 'system', [key]: 'A prompt.' },
      { [name]: 'constructor', [key]: 'Nobody.' },
    ])
    for (const messages of lists) expect(read({ messages }).messages).toMatchObject(TURNS)
  })

  const messages = [
    { message: 'Good day.', role: 'bot' },
    { message: 'A table for two.', role: 'user' },
  ]
  it.each([
    ['below the call', {}, { messages }],
    ['in the artifact of the call', {}, { artifact: { messages } }],
    ['as JSON in a text', { messages: JSON.stringify(messages) }, {}],
    ['under another name', { conversation: messages }, {}],
    ['as the transcript', { artifact: { transcript: messages } }, {}],
    ['as a transcript in a text', { transcript: JSON.stringify(messages) }, {}],
    ['by the key of each', { transcript: [{ AI: 'Good day.' }, { User: 'A table for two.' }] }, {}],
    [
      'in parts',
      {
        messages: [
          { parts: [{ text: 'Good day.' }], role: 'model' },
          { parts: [{ text: 'A table for two.' }], role: 'user' },
        ],
      },
      {},
    ],
    [
      'from somebody',
      {
        messages: [
          { from: 'bot', msg: 'Good day.' },
          { from: 'user', msg: 'A table for two.' },
        ],
      },
      {},
    ],
    ['as a transcript that is an object', { transcript: { turns: messages } }, {}],
  ])('is read %s', (_name, fields, call) => {
    const report = read(fields, call)
    expect(report.messages).toMatchObject(TURNS)
    expect(report.transcript).toBe(TEXT)
  })

  it.each([
    ['with what went before', [{ role: 'user', content: 'Hi' }]],
    ['that is told there too', [{ role: 'user', content: 'Hi' }, ASKED]],
    ['that is told there too, with its answer', [{ role: 'user', content: 'Hi' }, ASKED, ANSWERED]],
  ])('of a chat is read once %s', (_, messages) => {
    const chat = { id: 'chat-1', input: 'Open on Sunday?', messages, output: [ANSWERED] }
    const { transcript } = read({ chat }, { id: undefined })
    expect(transcript).toBe('User: Hi\nUser: Open on Sunday?\nAI: From 10 to 4.')
  })

  it('of the message counts more than the call’s copy of it', () => {
    const stale = [{ message: 'Stale.', role: 'bot' }]
    expect(read({ artifact: { messages } }, { messages: stale }).messages).toMatchObject(TURNS)
  })
})

describe('the transcript', () => {
  it.each([
    ['lines', { artifact: { transcript: TEXT.split('\n') } }, {}],
    ['lines with blanks', { transcript: [...TEXT.split('\n'), ' ', null, 7] }, {}],
    ['a text below the call', {}, { transcript: TEXT }],
    ['a text in the artifact of the call', {}, { artifact: { transcript: TEXT } }],
    ['a text in an object', { transcript: { text: TEXT } }, {}],
    ['another name', { full_transcript: TEXT }, {}],
  ])('is read as %s', (_name, fields, call) => {
    expect(read(fields, call).transcript).toBe(TEXT)
  })

  it('keeps the words of speakers of whom only a number is known', () => {
    const said = ['Good day.', 'A table for two.']
    const named = said.map((text, at) => ({ speaker: `Speaker ${at + 1}`, text }))
    const numbered = said.map((text, at) => ({ speaker: at + 1, text }))
    for (const transcript of [named, numbered]) {
      expect(read({ transcript })).toMatchObject({
        messages: null,
        transcript: 'Speaker 1: Good day.\nSpeaker 2: A table for two.',
      })
    }
  })

  it('is none where it says that there is none', () => {
    expect(read({ transcript: 'N/A' }).transcript).toBeNull()
    expect(read({ artifact: { transcript: 'null' } }, { transcript: TEXT }).transcript).toBe(TEXT)
  })

  it('is not read as JSON because it begins like that', () => {
    for (const transcript of ['[00:01] AI: Good day.', '{laughs} Good day.', '[] and {}']) {
      expect(read({ transcript }).transcript).toBe(transcript)
    }
  })
})

const SUMMARY = 'Booked a table for two.'

describe('the summary', () => {
  it.each([
    ['the call', {}, { summary: SUMMARY }],
    ['the analysis of the call', {}, { analysis: { summary: SUMMARY } }],
    ['call_summary', { call_summary: SUMMARY }, {}],
    ['callSummary of the analysis', { analysis: { callSummary: SUMMARY } }, {}],
    ['what was extracted', { analysis: { structuredData: { 'Call Summary': SUMMARY } } }, {}],
    [
      'an object among the outputs',
      { artifact: { structuredOutputs: { a: { name: 'Intake', result: { summary: SUMMARY } } } } },
      {},
    ],
    ['JSON', { summary: JSON.stringify({ score: 3, summary: SUMMARY }) }, {}],
    ['a code fence', { analysis: { summary: `\`\`\`json\n{"summary":"${SUMMARY}"}\n\`\`\`` } }, {}],
    ['another language', { analysis: { structuredData: { Zusammenfassung: SUMMARY } } }, {}],
  ])('is read from %s', (_name, fields, call) => {
    expect(read(fields, call).summary).toBe(SUMMARY)
  })

  const outputs = (...named: [string, unknown][]) => ({
    artifact: {
      structuredOutputs: Object.fromEntries(
        named.map(([name, result], at) => [`u${at}`, { name, result }]),
      ),
    },
  })
  it.each([
    [
      'before that of another call',
      outputs(['Previous Call Summary', 'Old.'], ['Call Summary', SUMMARY]),
    ],
    [
      'before what only has it in its name',
      outputs(['Summary Language', 'en'], ['Summary', SUMMARY]),
    ],
    [
      'where the usual place says that there is none',
      { ...outputs(['Summary', SUMMARY]), summary: 'N/A' },
    ],
  ])('is read from the output of that name %s', (_name, fields) => {
    expect(read(fields).summary).toBe(SUMMARY)
  })

  it('of another call is none of this', () => {
    expect(read(outputs(['Last call summary', 'Old.'])).summary).toBeNull()
  })

  it('that only looks like JSON stays', () => {
    for (const summary of ['{name} called.', '```\nIn short\n```', '[1]', '{"a":1}']) {
      expect(read({ summary }).summary).toBe(summary)
    }
  })
})

describe('the evaluation', () => {
  it.each([
    ['8', { analysis: { successEvaluation: '```json\n{"score": 8, "mood": "good"}\n```' } }, {}],
    ['true', { analysis: { successEvaluation: { success: true } } }, {}],
    ['true', {}, { analysis: { successEvaluation: 'true' } }],
    ['Good', { successEvaluation: 'Good' }, {}],
    [
      '7',
      {
        artifact: {
          structuredOutputs: { a: { name: 'Success Evaluation - Numeric Scale', result: 7 } },
        },
      },
      {},
    ],
    ['pass', { analysis: { success_evaluation: 'pass' } }, {}],
  ])('says %s', (verdict, fields, call) => {
    expect(read(fields, call).successEvaluation).toBe(verdict)
  })
})

describe('a recording', () => {
  it.each([
    [{}, { recordingUrl: 'https://rec.example/1.wav' }],
    [{}, { artifact: { recording: { mono: { combinedUrl: 'https://rec.example/1.wav' } } } }],
    [{ recording_url: 'https://rec.example/1.wav' }, {}],
    [{ artifact: { recording: 'https://rec.example/1.wav' } }, {}],
    [{ artifact: { presignedAssistantUrl: 'https://rec.example/1.wav' } }, {}],
  ])('is known of by %j and %j', (fields, call) => {
    expect(read(fields, call).hasRecording).toBe(true)
  })

  it('is not known of by what is no URL', () => {
    expect(read({ recording: 'yes', recordingUrl: '' }, { recording: {} }).hasRecording).toBe(false)
  })
})
