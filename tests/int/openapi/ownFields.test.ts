import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Schema = Record<string, unknown> & {
  items?: Schema
  patternProperties?: Record<string, unknown>
  properties?: Record<string, Schema>
  type?: unknown
}
type Document = { components: { schemas: Record<string, Schema> } }

const TYPES = ['text', 'number', 'money', 'yes_no', 'date', 'choice'] as const
const VALUES = {
  choice_of: 'loft',
  date_of: '2026-11-29T18:30',
  money_of: { amount: 30, currency: null },
  number_of: 2,
  text_of: 'quiet',
  yes_no_of: true,
}

let desk: TestDesk
let client: Record<string, string>
let root: Record<string, string>
let withoutFields: Record<string, string>

const read = async (headers = {}) => {
  const answer = await asJSON<Document>({ headers, url: `${desk.url}/api/openapi.json` })
  const cache = answer.headers.get('cache-control')
  return { cache, document: answer.body, vary: answer.headers.get('vary') }
}

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  const { payload } = desk
  root = await signedIn(payload, await makeSuperuser(payload))
  withoutFields = await signedIn(payload, await makeClient(payload))
  const fields = TYPES.map((type) => ({
    choices: type === 'choice' ? [{ key: 'loft', label: 'The loft', values: [] }] : [],
    key: `${type}_of`,
    label: `A ${type}`,
    sources: [{ from: 'path', name: 'analysis.structuredData.secretPlace', reader: 'text' }],
    type,
  }))
  const user = await makeClient(payload, { fieldMapping: { fields } })
  client = await signedIn(payload, user)
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, fields)
     values (uuidv7(), $1, 'call', now(), $2)`,
    [user.id, JSON.stringify(VALUES)],
  )
}, 60_000)

afterAll(() => desk.stop())

describe('own fields in the OpenAPI document', () => {
  it('are those of the client that asks, with their types and labels', async () => {
    const { cache, document, vary } = await read(client)
    expect([cache, vary]).toEqual(['private, no-cache', expect.stringContaining('Authorization')])
    const { errors } = await new Validator().validate(structuredClone(document))
    expect(errors).toBeUndefined()
    expect(document.components.schemas.CallSummary?.properties?.fields).toMatchObject({
      properties: {
        choice_of: { description: expect.stringContaining('`loft` (The loft)'), title: 'A choice' },
        date_of: { title: 'A date', type: 'string' },
        money_of: { properties: { amount: { type: 'number' } }, title: 'A money', type: 'object' },
        number_of: { title: 'A number', type: 'number' },
        text_of: { title: 'A text', type: 'string' },
        yes_no_of: { title: 'A yes_no', type: 'boolean' },
      },
      type: ['object', 'null'],
    })
    expect(JSON.stringify(document)).not.toContain('secretPlace')
  })

  it('are not said to anybody else', async () => {
    const first = await read()
    for (const headers of [{}, root, withoutFields]) {
      const { cache, document, vary } = await read(headers)
      expect([cache, vary]).toEqual([
        'public, max-age=300',
        expect.stringContaining('Authorization'),
      ])
      expect(document).toEqual(first.document)
      expect(JSON.stringify(document)).not.toContain('_of')
      const { CallFilter, CallSummary } = document.components.schemas
      expect(CallSummary?.properties?.fields).toMatchObject({
        additionalProperties: { anyOf: expect.any(Array) },
      })
      expect(Object.keys(CallFilter?.patternProperties ?? {})).toHaveLength(1)
    }
  })

  it('describe what the client reads', async () => {
    const list = await asJSON<{ docs: unknown[] }>({
      headers: client,
      url: `${desk.url}/api/call-summaries`,
    })
    for (const headers of [client, {}]) {
      const { document } = await read(headers)
      const ajv = new Ajv2020({ allErrors: true, strict: false })
      addFormats.default(ajv)
      ajv.addSchema(document, 'desk')
      const validate = ajv.getSchema('desk#/components/schemas/CallSummary')
      expect([list.body.docs.length, validate?.(list.body.docs[0])]).toEqual([1, true])
    }
  })

  it('are filtered as it says, by each operator', async () => {
    const { document } = await read(client)
    const filters = document.components.schemas.CallFilter?.properties ?? {}
    let asked = 0
    for (const [path, { properties }] of Object.entries(filters)) {
      if (!path.startsWith('fields.')) continue
      for (const [operator, { items, type }] of Object.entries(properties ?? {})) {
        asked += 1
        const kind = items?.type ?? type
        const value = kind === 'boolean' ? true : kind === 'number' ? 2 : '2026-11-29'
        const where = JSON.stringify({ [path]: { [operator]: items ? [value] : value } })
        const { body, status } = await asJSON({
          headers: client,
          url: `${desk.url}/api/call-summaries?where=${encodeURIComponent(where)}`,
        })
        expect([where, status, JSON.stringify(body).includes('errors')]).toEqual([
          where,
          200,
          false,
        ])
      }
    }
    expect(asked).toBe(44)
  })
})
