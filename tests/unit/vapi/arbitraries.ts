import fc from 'fast-check'
import { TOKEN } from '../../fixtures/reports'

/** Pieces that have broken maskers: secrets, half secrets, and what stands around them. */
const fragment = fc.oneof(
  fc.constantFrom(
    TOKEN,
    TOKEN.slice(0, 30),
    encodeURIComponent(TOKEN),
    Array.from(TOKEN, (char) => `%${char.charCodeAt(0).toString(16)}`).join(''),
    Array.from(TOKEN, (char) => `%25${char.charCodeAt(0).toString(16).toUpperCase()}`).join(''),
    `${TOKEN.slice(0, 9)}\0${TOKEN.slice(9)}`,
    `https://user:pass@desk.example.com/api/v1/vapi/webhook/${TOKEN}/?a=b#c`,
    '/vapi/webhook/',
    '%2Fvapi%2Fwebhook%2F',
    'https://',
    '://',
    'user:pa@ss@',
    '?token=',
    '&X-Amz-Signature=',
    'X-Amz-Credential%3D',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    'eyJhbGciOi.eyJzdWIiOiIx.c2lnbmF0dXJl1',
    'sk-0123456789abcdefghijkl',
    '"apiKey":"',
    '{"secret": ',
    'headers: {',
    'password=',
    '\\"authToken\\":\\"',
    '[masked]',
    '[masked',
    '-----BEGIN PRIVATE KEY-----',
    '-----END PRIVATE KEY-----',
    '{',
    '[',
    '}',
    ']',
    '"',
    '\\',
    '\\u0041',
    '%',
    '/',
    ',',
    '\n',
    ' ',
    '\0',
    '\ud800',
    '\udc00',
    '\uFEFF',
    '😀',
    'שלום',
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
)

/** Text that looks like secrets, JSON and noise in turn. */
export const nastyText = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(''))

const key = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'message',
    'type',
    'call',
    'id',
    'artifact',
    'analysis',
    'structuredData',
    'structuredOutputs',
    'messages',
    'server',
    'url',
    'serverUrl',
    'headers',
    'apiKey',
    'outcome',
    'price',
    'service_name',
    'customer',
    'role',
    'content',
    'time',
    TOKEN,
  ),
  nastyText,
)

const scalar = fc.oneof(
  nastyText,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    'end-of-call-report',
    'ended',
    '2026-01-01T00:00:00Z',
    '+300000-01-01',
    -0,
    1e300,
  ),
)

/** Any JSON value, with keys and texts that mean something to the parser more often than chance. */
export const nastyJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(key, tie('value')), { maxLength: 6 })
      .map((entries) => JSON.parse(`{${entries.map(toMember).join(',')}}`)),
  ),
})).value

const toMember = ([name, value]: [string, unknown]) =>
  `${JSON.stringify(name)}:${JSON.stringify(value) ?? 'null'}`

/** A report whose every part may be anything. */
export const nastyReport = fc
  .record(
    {
      type: fc.constant('end-of-call-report'),
      timestamp: scalar,
      endedReason: scalar,
      startedAt: scalar,
      endedAt: scalar,
      durationSeconds: scalar,
      cost: scalar,
      costBreakdown: nastyJson,
      analysis: nastyJson,
      structuredData: nastyJson,
      outcome: scalar,
      price: scalar,
      artifact: fc.oneof(
        nastyJson,
        fc.record(
          {
            transcript: nastyText,
            messages: fc.array(
              fc.record({ role: fc.constantFrom('bot', 'user'), message: nastyText, time: scalar }),
            ),
            structuredOutputs: fc.dictionary(
              fc.uuid(),
              fc.record({ name: key, result: nastyJson }),
            ),
          },
          { requiredKeys: [] },
        ),
      ),
      customer: fc.oneof(nastyJson, fc.record({ number: nastyText, name: nastyText })),
      phoneNumber: nastyJson,
      destination: nastyJson,
    },
    { requiredKeys: ['type'] },
  )
  .chain((message) =>
    fc
      .record({ id: fc.oneof(fc.uuid(), nastyText) })
      .map((call) => ({ message: { ...message, call } })),
  )
