import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskSecrets, maskText } from '../../../src/vapi/redact'
import { report2025, report2026, TOKEN } from '../../fixtures/reports'
import { nastyJson, nastyText } from './arbitraries'
import { copyOf } from './copyOf'

const mask = (value: unknown) => maskSecrets(copyOf(value), TOKEN)

describe('live secrets', () => {
  it.each([
    'twilioAuthToken',
    'twilio_api_key',
    'TWILIO API SECRET',
    'twilioAccountSid',
    'accountSid',
    'account-sid',
    'serverUrlSecret',
    'secret',
    'hmacSecret',
    'clientSecret',
    'awsSecretAccessKey',
    'authToken',
    'access_token',
    'apiKey',
    'x-api-key',
    'password',
    'authPassword',
    'privateKey',
    'Authorization',
    'token',
    'cookie',
    'listenUrl',
    'controlUrl',
  ])('the text under %s is masked', (key) => {
    expect(mask({ a: [{ [key]: 'live-value' }] })).toEqual({ a: [{ [key]: '[masked]' }] })
  })

  it('every value inside headers and credentials is masked, whatever its name and type', () => {
    const server = { headers: { 'X-Team': 'a', nested: { b: ['c', 7, true] }, none: null } }
    expect(mask({ server, credentials: [{ provider: 'x', whatever: 'y' }] })).toEqual({
      server: {
        headers: {
          'X-Team': '[masked]',
          nested: { b: ['[masked]', '[masked]', '[masked]'] },
          none: null,
        },
      },
      credentials: [{ provider: '[masked]', whatever: '[masked]' }],
    })
  })

  it('lists and objects under a secret name are masked through', () => {
    expect(mask({ apiKeys: ['a', 'b'], secret: { value: 'c' } })).toEqual({
      apiKeys: ['[masked]', '[masked]'],
      secret: { value: '[masked]' },
    })
  })

  it('the fixtures keep none', () => {
    const kept = JSON.stringify([mask(report2026), mask(report2025)])
    for (const secret of [
      TOKEN,
      'tw1l10',
      'AC0123',
      'SK0123',
      'header-secret-1',
      'tool-arg-secret',
      'legacy-server-secret',
      'legacy-url-secret',
      '/listen',
      '/control',
      'AKIA',
      '5f1e2d3c4b5a',
    ]) {
      expect(kept).not.toContain(secret)
    }
  })
})

describe('URLs', () => {
  it.each([
    [
      'https://desk.example.com/api/v1/vapi/webhook/another-clients-token/?x=1',
      'https://desk.example.com/api/v1/vapi/webhook/[masked]/?x=1',
    ],
    ['https%3A%2F%2Fd.example%2Fvapi%2Fwebhook%2Fabc123', /^https%3A.*%2Fwebhook%2F\[masked\]$/],
    ['https://u:p@ss@host.example/path', 'https://[masked]@host.example/path'],
    // What the one masks must not hide from the other where it begins.
    ['/vapi/webhook/abchttps://u:p@host.example', '/vapi/webhook/[masked]//[masked]@host.example'],
    [
      'https://r2.example/rec.wav?X-Amz-Expires=1800&X-Amz-Signature=abc',
      'https://r2.example/rec.wav?[masked]',
    ],
    ['https://blob.example/a?sv=1&sig=abc%3D', 'https://blob.example/a?[masked]'],
    ['https://x.example/cb#access_token=abc', 'https://x.example/cb#[masked]'],
    ['https://x.example/a?token=abc', 'https://x.example/a?[masked]'],
    ['https://x.example/a?day=friday&page=2', 'https://x.example/a?day=friday&page=2'],
  ])('%s', (given, kept) => {
    const masked = mask(`See ${given}`)
    if (typeof kept === 'string') expect(masked).toBe(`See ${kept}`)
    else expect(String(masked).slice(4)).toMatch(kept)
  })

  it('of a foreign webhook only the host stays', () => {
    const kept = { server: { url: 'https://hooks.example.com/[masked]' } }
    expect(mask({ server: { url: 'https://hooks.example.com/catch/1/s3cr3t' } })).toEqual(kept)
    expect(mask({ slack_webhook_url: 'https://hooks.example.com/T1/B2/x' })).toEqual({
      slack_webhook_url: 'https://hooks.example.com/[masked]',
    })
    expect(mask(kept)).toEqual(kept)
  })
})

describe('credentials in text', () => {
  it.each([
    ['Authorization: Bearer abcdef0123456789abcdef', 'Authorization: Bearer [masked]'],
    ['Basic dXNlcjpwYXNz', 'Basic [masked]'],
    ['Basic\tdXNlcjpwYXNz', 'Basic\t[masked]'],
    ['key sk-proj-0123456789abcdefghij end', 'key [masked] end'],
    ['eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl', '[masked]'],
    [
      '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY-----[masked]-----END PRIVATE KEY-----',
    ],
  ])('%s', (given, kept) => {
    expect(mask(given)).toBe(kept)
  })

  it('JSON inside a string is masked by its key names', () => {
    expect(mask('{"day":"friday","apiKey":"k","n":{"password": "p\\"q"}}')).toBe(
      '{"day":"friday","apiKey":"[masked]","n":{"password": "[masked]"}}',
    )
  })
})

describe('text that cannot be parsed', () => {
  it.each([
    ['apiKey=abc&day=friday', 'apiKey=[masked]&day=friday'],
    ['X-Vapi-Secret: abc def\nHost: x', 'X-Vapi-Secret: [masked]\nHost: x'],
    ['{"a":{"authToken":"q\\"r","b":1', '{"a":{"authToken":"[masked]","b":1'],
    ['"{\\"password\\":\\"abc\\",\\"n\\":1', '"{\\"password\\":\\"[masked]\\",\\"n\\":1'],
    ['{"headers":{"x":["y"]},"z":1', '{"headers":[masked],"z":1'],
    ['{"password":null,"token":12', '{"password":null,"token":12'],
    ['{"secret":"never closed', '{"secret":"[masked]'],
  ])('%s', (given, kept) => {
    expect(maskText(given, TOKEN)).toBe(kept)
  })
})

describe("the client's own token", () => {
  const encode = (char: string) => `%${char.charCodeAt(0).toString(16)}`

  it.each([
    ['as it is', TOKEN],
    ['percent-encoded', Array.from(TOKEN, encode).join('')],
    ['half encoded', Array.from(TOKEN, (char, at) => (at % 2 ? char : encode(char))).join('')],
    ['encoded twice', Array.from(TOKEN, encode).join('').replaceAll('%', '%25')],
    ['with NUL in it', `${TOKEN.slice(0, 20)}\0${TOKEN.slice(20)}`],
    ['with a lone escape', `\\u00${TOKEN.charCodeAt(0).toString(16)}${TOKEN.slice(1)}`],
  ])('%s is masked in texts, keys and business data', (_name, given) => {
    const masked = mask({ [given]: 1, a: `x${given}y`, structuredData: { b: [given] } })
    expect(masked).toEqual({ '[masked]': 1, a: 'x[masked]y', structuredData: { b: ['[masked]'] } })
  })
})

describe('business data survives', () => {
  it('names mean nothing secret inside structured data and outputs', () => {
    const data = {
      password_reset: 'yes',
      secret_santa: 'Bob',
      headers: { title: 'Hair' },
      token: 'B-17',
      confirm: 'https://shop.example.com/confirm?token=abc',
    }
    const body = {
      structuredData: data,
      structuredDataMulti: [data],
      structuredOutputs: { x: { name: 'Secret', result: data } },
    }
    expect(mask(body)).toEqual(body)
  })

  it.each([
    'A basic haircut costs 30, the bearer of this voucher pays nothing.',
    'Basic consultation2024extended please',
    'My password is: I forgot it. Token of thanks: a cake.',
    'AI: The secret = patience; the price: €30 (total: 45,50)?',
    'Mail me at ada@example.com or sip:caller@sip.example.com, https://medium.com/@ada',
    '{{name}}, your password: none needed; token = a coin',
    '{"note": "the secret: patience, the password=x"}',
    '[laughs] OK: see you at 10:30. {smiles}',
    'שלום 😀 مرحبا \n\t "quoted" \\ back',
    'sk-learn and xox are words, eyJ too',
  ])('what was said stays: %s', (text) => {
    expect(mask({ transcript: text, message: text })).toEqual({ transcript: text, message: text })
  })

  it('counts, flags, nulls and empty texts stay under any name', () => {
    const body = {
      costBreakdown: { llmPromptTokens: 12, ttsCharacters: 3 },
      promptTokens: 12,
      token: 5,
      password: null,
      secret: '',
      hasSecret: true,
      twilioAuthToken: null,
    }
    expect(mask(body)).toEqual(body)
  })
})

describe('what Postgres cannot take', () => {
  it('is taken out', () => {
    expect(mask({ 'a\0b': 'c\0d', e: '\ud800x', f: Number.POSITIVE_INFINITY, g: -0 })).toEqual({
      ab: 'cd',
      e: '\ufffdx',
      f: null,
      g: 0,
    })
  })

  it('is cut below 64 levels', () => {
    let deep: unknown = 'end'
    for (let level = 0; level < 100; level++) deep = [deep]
    const text = JSON.stringify(mask(deep))
    expect(text).toBe(`${'['.repeat(64)}"[too deep]"${']'.repeat(64)}`)
  })

  it('cannot change an object by its key', () => {
    const masked = mask(JSON.parse('{"__proto__":{"admin":true},"constructor":"x"}'))
    expect(Object.keys(masked ?? {})).toEqual(['constructor'])
    expect(Object.getPrototypeOf(masked)).toBe(Object.prototype)
  })
})

describe('masking', () => {
  it('twice is masking once, of any JSON', () => {
    fc.assert(
      fc.property(nastyJson, (value) => {
        const once = mask(value)
        expect(JSON.stringify(mask(once))).toBe(JSON.stringify(once))
      }),
      { numRuns: 400 },
    )
  })

  it('twice is masking once, of any text', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const once = maskText(text, TOKEN)
        expect(maskText(once, TOKEN)).toBe(once)
      }),
      { numRuns: 400 },
    )
  })

  it('one mask does not lay open what another would have hidden', () => {
    for (const start of ['', '[', '{', 'Basic dXNlcjpwYXNz/eyJhbGciOi.eyJzdWIiOiIx.c2ln1 ']) {
      const once = mask(`${start}${TOKEN}"apiKey":"x"`)
      expect(mask(once)).toBe(once)
    }
  })

  it('with a token of another shape masks nothing by it', () => {
    expect(maskSecrets({ a: 'b' }, 'b')).toEqual({ a: 'b' })
    expect(maskSecrets({ a: 'b' }, '')).toEqual({ a: 'b' })
  })
})
