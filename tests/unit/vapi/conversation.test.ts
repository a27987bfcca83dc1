import { describe, expect, it } from 'vitest'
import { readConversation, writeTranscript } from '../../../src/vapi/conversation'

describe('readConversation', () => {
  it('keeps what was said and the names of tools, not prompts and payloads', () => {
    const turns = readConversation([
      [
        { role: 'system', message: 'Secret prompt' },
        { role: 'bot', message: ' Hi. ' },
        { role: 'customer', message: 'Hello.' },
        {
          role: 'tool_calls',
          message: '',
          toolCalls: [{ function: { name: 'book', arguments: '{"a":1}' } }, { function: {} }],
        },
        { role: 'tool_call_result', name: 'book', result: 'payload' },
        { role: 'assistant', content: null, tool_calls: [{ function: { name: 'sms' } }] },
        { role: 'tool', content: 'payload' },
        { role: 'Assistant', content: [{ type: 'text', text: 'Bye.' }] },
        { role: 'user', message: '  ' },
        { role: 7, message: 'x' },
        { role: 'constructor', message: 'x' },
        'noise',
        null,
      ],
    ])
    expect(turns).toEqual([
      { role: 'assistant', text: 'Hi.', at: null },
      { role: 'user', text: 'Hello.', at: null },
      { role: 'tool', text: 'book', at: null },
      { role: 'tool', text: 'sms', at: null },
      { role: 'assistant', text: 'Bye.', at: null },
    ])
  })

  it('counts from the first message by the clock, else by the seconds given', () => {
    const said = (fields: object) => ({ role: 'bot', message: 'x', ...fields })
    const at = (list: object[]) =>
      readConversation([JSON.parse(JSON.stringify(list))])?.map((turn) => turn.at)
    expect(
      at([said({ time: 1.722e12 }), said({ time: 1.722e12 + 1260, secondsFromStart: 99 })]),
    ).toEqual([0, 1.3])
    expect(at([said({ secondsFromStart: 1.04 }), said({ secondsFromStart: -1 })])).toEqual([1, 0])
    expect(at([said({ time: 1.722e12 }), said({ time: 0, secondsFromStart: 2 })])).toEqual([0, 2])
    expect(at([said({ time: 1.722e12 }), said({ time: 1.721e12 })])).toEqual([0, 0])
  })

  it('takes the first list in which somebody speaks', () => {
    const speech = [{ role: 'user', message: 'Hello.' }]
    expect(readConversation([undefined, [], [{ role: 'system', message: 'x' }], speech])).toEqual([
      { role: 'user', text: 'Hello.', at: null },
    ])
    expect(readConversation([undefined, []])).toBeNull()
  })

  it('writes the transcript as Vapi does, without tools', () => {
    expect(
      writeTranscript([
        { role: 'assistant', text: 'Hi.', at: 0 },
        { role: 'tool', text: 'book', at: 1 },
        { role: 'user', text: 'Hello.', at: 2 },
      ]),
    ).toBe('AI: Hi.\nUser: Hello.')
    expect(writeTranscript([{ role: 'tool', text: 'book', at: 1 }])).toBeNull()
  })
})
