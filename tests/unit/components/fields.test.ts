import type { SanitizedPermissions } from 'payload'
import { describe, expect, it } from 'vitest'
import { pretty } from '../../../src/components/StoredText/pretty'
import { mayOnField } from '../../../src/components/shared/mayOnField'
import { serverJSON, tokenToShow } from '../../../src/components/WebhookUrl/webhookURL'
import { readTurns } from '../../../src/vapi/readTurns'
import { webhookURL } from '../../../src/vapi/webhookURL'

const SAVED = 'a'.repeat(40)
const PASTED = 'pasted-token.of_20~chars'

describe('tokenToShow', () => {
  it.each([
    ['the saved token', { saved: SAVED, typed: SAVED }, { kind: 'live', token: SAVED }],
    ['a pasted one', { saved: SAVED, typed: ` ${PASTED} ` }, { kind: 'unsaved', token: PASTED }],
    ['the first one', { saved: null, typed: PASTED }, { kind: 'unsaved', token: PASTED }],
    ['one too short', { saved: SAVED, typed: 'abc' }, { kind: 'malformed' }],
    ['nothing', { saved: null, typed: '' }, { kind: 'none' }],
    // Saving a blank keeps the token, so its URL stays right.
    ['a cleared field', { saved: SAVED, typed: '' }, { kind: 'live', token: SAVED }],
  ])('%s', (_, form, shown) => {
    expect(tokenToShow(form)).toEqual(shown)
  })
})

describe('webhookURL', () => {
  it('ends with a slash and has no double one', () => {
    expect(webhookURL({ api: '/api', origin: 'https://desk.example/', token: SAVED })).toBe(
      `https://desk.example/api/v1/vapi/webhook/${SAVED}/`,
    )
  })

  it('comes with time-out and retries as JSON that Vapi takes', () => {
    expect(JSON.parse(serverJSON('https://desk.example/hook/'))).toEqual({
      server: {
        backoffPlan: {
          baseDelaySeconds: 1,
          excludedStatusCodes: [400, 401, 403, 404, 413, 422],
          maxRetries: 3,
          type: 'exponential',
        },
        timeoutSeconds: 20,
        url: 'https://desk.example/hook/',
      },
      serverMessages: ['end-of-call-report'],
    })
  })
})

describe('readTurns', () => {
  it('keeps the turns and leaves out what is none', () => {
    const turns = readTurns([
      { at: 0.4, role: 'assistant', text: 'Hello' },
      { role: 'user', text: 'Hi' },
      { at: 'soon', role: 'tool', text: 'check_slots' },
      { role: 'system', text: 'prompt' },
      { role: 'user', text: ' ' },
      'noise',
      null,
    ])

    expect(turns).toEqual([
      { at: 0.4, role: 'assistant', text: 'Hello' },
      { role: 'user', text: 'Hi' },
      { at: null, role: 'tool', text: 'check_slots' },
    ])
  })

  it.each([null, undefined, '[]', {}])('%o has no turns', (messages) => {
    expect(readTurns(messages)).toEqual([])
  })
})

describe('pretty', () => {
  it('indents JSON, whether text or value, and leaves other text alone', () => {
    expect(pretty('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
    expect(pretty({ a: 1 })).toBe('{\n  "a": 1\n}')
    expect(pretty('not json')).toBe('not json')
    expect(pretty(0)).toBe('0')
  })

  it.each([null, undefined, ''])('%o is nothing', (value) => {
    expect(pretty(value)).toBeNull()
  })
})

describe('mayOnField', () => {
  const permissions = (fields: unknown) =>
    ({ canAccessAdmin: true, collections: { users: { fields } } }) as SanitizedPermissions
  const ask = (granted: SanitizedPermissions | undefined) =>
    mayOnField({
      collection: 'users',
      field: 'setupStatus',
      operation: 'update',
      permissions: granted,
    })

  it('grants what Payload granted, in each of its short forms', () => {
    expect(ask(permissions(true))).toBe(true)
    expect(ask(permissions({ setupStatus: true }))).toBe(true)
    expect(ask(permissions({ setupStatus: { update: true } }))).toBe(true)
  })

  it('grants nothing else', () => {
    expect(ask(permissions({ setupStatus: { read: true } }))).toBe(false)
    expect(ask(permissions({ name: true }))).toBe(false)
    expect(ask(permissions(undefined))).toBe(false)
    expect(ask(undefined)).toBe(false)
  })
})
