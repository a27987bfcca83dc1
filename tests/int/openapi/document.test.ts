import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { REFUSALS } from '../../../src/refusals/refusals'
import { risingTone } from '../../helpers/audio'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, PASSWORD } from '../../helpers/people'
import { plantRecording } from '../../helpers/plantRecording'
import { asJSON } from '../../helpers/requests'
import { makeDataFolder } from '../../helpers/spawnDesk'
import { connectClient, makeAccount } from '../../helpers/vapiRows'

const parameterSchema = z.looseObject({
  content: z.record(z.string(), z.looseObject({ example: z.unknown().optional() })).optional(),
  example: z.unknown().optional(),
  in: z.enum(['path', 'query']),
  name: z.string(),
  required: z.boolean().optional(),
  schema: z.looseObject({ examples: z.array(z.unknown()).optional() }).optional(),
})
const operationSchema = z.looseObject({
  operationId: z.string(),
  parameters: z.array(parameterSchema).default([]),
  requestBody: z
    .object({
      content: z.object({ 'application/json': z.object({ example: z.unknown().optional() }) }),
    })
    .loose()
    .optional(),
  responses: z.record(
    z.string(),
    z.looseObject({ content: z.record(z.string(), z.unknown()).optional() }),
  ),
  security: z.array(z.unknown()).optional(),
})
const documentSchema = z.looseObject({
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
})

type Document = z.infer<typeof documentSchema>
type Operation = z.infer<typeof operationSchema>
type Parameter = z.infer<typeof parameterSchema>

let data: Awaited<ReturnType<typeof makeDataFolder>>
let desk: TestDesk
let document: Document
let client: Awaited<ReturnType<typeof makeClient>>
let login: string
let call: string
let ajv: Ajv2020

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same schema, but for answers that say nothing that is not documented. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed)
  if (!isObject(schema)) return schema
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)])
  const isOpen = isObject(schema.properties) && !('additionalProperties' in schema)
  return { ...Object.fromEntries(entries), ...(isOpen ? { additionalProperties: false } : {}) }
}

const validatorOf = (
  operation: Operation,
  status: number,
  contentType: string,
): ValidateFunction => {
  const { operationId, responses } = operation
  const response = responses[String(status)]
  if (!response) throw new Error(`${operationId} is not said to answer ${status}`)
  const reference: unknown = response.$ref
  const path =
    typeof reference === 'string' ? reference : `#/paths/${pathOf(operation)}/responses/${status}`
  const media = contentType.split(';')[0] ?? ''
  const pointer = `${path}/content/${media.replace('/', '~1')}/schema`
  const validate = ajv.getSchema(`desk${pointer}`)
  if (!validate) throw new Error(`${operationId} is not said to answer ${status} as ${media}`)
  return validate
}

const pathOf = (operation: Operation): string => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, each] of Object.entries(methods)) {
      if (each === operation) return `${encodeURIComponent(path.replaceAll('/', '~1'))}/${method}`
    }
  }
  throw new Error('No such operation')
}

const inQuery = ({ content, name, schema, ...rest }: Parameter): string => {
  const json = content?.['application/json']
  if (json) return `${name}=${encodeURIComponent(JSON.stringify(json.example))}`
  const example = rest.example ?? schema?.examples?.[0]
  if (!isObject(example)) return `${name}=${encodeURIComponent(String(example))}`
  return Object.entries(example)
    .map(([key, value]) => `${name}[${key}]=${value}`)
    .join('&')
}

const hasExample = ({ content, example, schema }: Parameter) =>
  (content ?? example ?? schema?.examples) !== undefined

type Scalar = { enum?: unknown[]; format?: string; type?: unknown }

const valueFor = ({ enum: values, format, type }: Scalar): unknown => {
  if (values) return values[0]
  if (format === 'uuid') return client.id
  return type === 'boolean' ? true : '1'
}

/** The queries that the document gives as examples: each optional parameter by itself, then none. */
const queriesOf = ({ parameters }: Operation): string[] => {
  const queried = parameters.filter((each) => each.in === 'query' && hasExample(each))
  const required = queried.filter((each) => each.required).map(inQuery)
  const optional = queried.filter((each) => !each.required).map(inQuery)
  return [...optional, ''].map((query) => [...required, query].filter(Boolean).join('&'))
}

const idFor = async (operationId: string): Promise<string> => {
  if (['changeProfile', 'getCompleteness'].includes(operationId)) return client.id
  if (['getCallSummary', 'getRecording', 'giveFeedback', 'setFollowUp'].includes(operationId))
    return call
  const { body } = await asJSON<{ doc: { id: string } }>({
    body: { name: 'to be revoked' },
    headers: { authorization: `Bearer ${login}` },
    url: `${desk.url}/api/api-keys`,
  })
  return body.doc.id
}

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, operation, path })),
  )

const run = async (operationId: string): Promise<number> => {
  const found = operations().find(({ operation }) => operation.operationId === operationId)
  if (!found) throw new Error(`There is no ${operationId}`)
  const { method, operation, path } = found
  const queries = queriesOf(operation)
  for (const query of queries) {
    const place = path.includes('{id}') ? path.replace('{id}', await idFor(operationId)) : path
    const example = operation.requestBody?.content['application/json'].example
    const response = await fetch(`${desk.url}/api${place}?${query}`, {
      headers: {
        ...(operation.security?.length === 0 ? {} : { authorization: `Bearer ${login}` }),
        ...(example === undefined ? {} : { 'content-type': 'application/json' }),
      },
      method: method.toUpperCase(),
      ...(example === undefined ? {} : { body: JSON.stringify(example) }),
    })
    const text = await response.text()
    expect(response.status, `${operationId}?${query}: ${text}`).toBeLessThan(300)
    const contentType = response.headers.get('content-type') ?? ''
    const validate = validatorOf(operation, response.status, contentType)
    const answer: unknown = contentType.includes('/json') ? JSON.parse(text) : text
    expect(
      validate(answer),
      `${operationId}?${query}: ${ajv.errorsText(validate.errors)}\n${text}`,
    ).toBe(true)
  }
  return queries.length
}

beforeAll(async () => {
  data = await makeDataFolder()
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0', DATA_DIR: data.path } })
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload, {
    adminNotes: null,
    email: 'ada@salon.example',
    serviceHours: [{ closes: '12:00', day: 'friday', opens: '08:00' }],
    vapiAssistantId: 'assistant-1',
  })
  const accountID = await makeAccount(desk.payload, desk.sql)
  await connectClient(desk.sql, { accountID, assistantID: 'assistant-1', id: client.id })
  const summary = await desk.payload.create({
    collection: 'call-summaries',
    data: {
      client: client.id,
      cost: 1,
      currency: 'EUR',
      customerPhone: '+12025550146',
      messages: [{ at: 1.5, role: 'user', text: 'Hello' }],
      outcome: 'booked',
      price: 30,
      startedAt: '2026-07-15T22:30:05.123Z',
      fields: { nights: 2, price: { amount: 30, currency: null } },
      structuredData: { outcome: 'booked' },
      summary: 'Ada booked.',
      transcript: 'User: Hello',
      vapiCallId: 'call-1',
    },
  })
  call = summary.id
  await plantRecording({
    audio: risingTone(1),
    callID: call,
    dataDir: data.path,
    secret: process.env.PAYLOAD_SECRET ?? '',
    sql: desk.sql,
  })
  const { body, headers, status } = await asJSON({ url: `${desk.url}/api/openapi.json` })
  expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=300'])
  document = documentSchema.parse(body)
  ajv = new Ajv2020({ allErrors: true, strict: false })
  addFormats.default(ajv)
  ajv.addSchema(Object(closed(body)), 'desk')
  const signedIn = await asJSON<{ token: string }>({
    body: { email: client.email, password: PASSWORD },
    url: `${desk.url}/api/users/login`,
  })
  login = signedIn.body.token
})

afterAll(async () => {
  await desk.stop()
  await data.remove()
})

describe('The OpenAPI document', () => {
  it('is one, of version 3.1', async () => {
    const validator = new Validator()
    const { errors, valid } = await validator.validate(structuredClone(document))
    expect(errors).toBeUndefined()
    expect([valid, validator.version]).toEqual([true, '3.1'])
  })

  it('lists every code by which something is refused', () => {
    const { Error: error, ErrorCode } = document.components.schemas
    expect(ErrorCode?.enum).toEqual(Object.keys(REFUSALS))
    expect(JSON.stringify(error)).toContain('"$ref":"#/components/schemas/ErrorCode"')
  })

  it('needs no login, has a tag, and holds no secret', async () => {
    const { headers } = await asJSON({ url: `${desk.url}/api/openapi.json` })
    const tag = headers.get('etag') ?? ''
    const again = await fetch(`${desk.url}/api/openapi.json`, { headers: { 'if-none-match': tag } })
    expect(again.status).toBe(304)
    expect(JSON.stringify(document)).not.toContain(process.env.PAYLOAD_SECRET)
  })

  it('says nothing of what is the staff’s', () => {
    const text = JSON.stringify(document)
    for (const word of [
      'adminNotes',
      'assistantId',
      'AssistantId',
      'costBreakdown',
      '"cost"',
      'fieldTimes',
      '"edits"',
      'evidence',
      '"source"',
      'hash',
      'salt',
      'vapiSender',
      'ebhookToken',
      'webhook',
      'vapiGuard',
      'hasVapiToken',
      'resetPassword',
    ]) {
      expect(text, word).not.toContain(word)
    }
  })

  it('lets a client change its own matters and nothing else', () => {
    expect(
      Object.keys(Object(document.components.schemas.ProfileChanges?.properties)).sort(),
    ).toEqual([
      'businessName',
      'businessType',
      'currency',
      'currentPassword',
      'emailDigest',
      'emailNotifications',
      'followUpRule',
      'language',
      'name',
      'password',
      'phone',
      'quietFrom',
      'quietUntil',
      'serviceHours',
      'smsNotifications',
      'timezone',
    ])
  })

  it('has what the collections say: types, choices, descriptions', () => {
    const properties = Object(document.components.schemas.CallSummary?.properties)
    expect(properties).toMatchObject({
      client: { format: 'uuid', type: 'string' },
      durationSeconds: { type: ['number', 'null'] },
      endedGroup: { enum: expect.arrayContaining(['completed', 'voicemail', null]) },
      endedReason: { description: 'Vapi’s own reason for the end of the call.' },
      messages: { items: { properties: { role: { enum: ['assistant', 'user', 'tool'] } } } },
      startedAt: { format: 'date-time', type: ['string', 'null'] },
      vapiCallId: { type: 'string' },
    })
    for (const name of Object.keys(properties)) {
      if (['createdAt', 'id', 'updatedAt'].includes(name)) continue
      expect(properties[name].description, name).toBeTruthy()
    }
  })

  it('filters by all that a client sees, and by nothing else', async () => {
    const filter = Object(document.components.schemas.CallFilter?.properties)
    for (const [field, { properties }] of Object.entries<{ properties?: object }>(filter)) {
      for (const [operator, schema] of Object.entries(properties ?? {})) {
        const value = schema.type === 'array' ? [valueFor(schema.items)] : valueFor(schema)
        const where = encodeURIComponent(JSON.stringify({ [field]: { [operator]: value } }))
        const { body, status } = await asJSON({
          headers: { authorization: `Bearer ${login}` },
          url: `${desk.url}/api/call-summaries?where=${where}`,
        })
        expect(status, `${field} ${operator} ${JSON.stringify(body)}`).toBe(200)
      }
    }
    expect(Object.keys(filter)).toEqual(expect.not.arrayContaining(['cost', 'vapiAssistantId']))
  })
})

describe('The examples of the OpenAPI document run as they stand', () => {
  it.each([
    'listCallSummaries',
    'countCallSummaries',
    'exportCallSummaries',
    'getCallSummary',
    'getRecording',
    'setFollowUp',
    'giveFeedback',
    'createApiKey',
    'listApiKeys',
    'revokeApiKey',
    'graphql',
    'login',
    'getProfile',
    'changeProfile',
    'getCompleteness',
    'refreshToken',
    'logout',
  ])('%s', async (operationId) => {
    expect(await run(operationId)).toBeGreaterThan(0)
  })

  it('and these are all', () => {
    expect(operations()).toHaveLength(17)
  })

  it.each([
    ['listCallSummaries', 403, '/call-summaries'],
    ['getCallSummary', 403, '/call-summaries/00000000-0000-7000-8000-000000000000'],
    ['exportCallSummaries', 401, '/call-summaries/export?format=csv'],
    ['listApiKeys', 403, '/api-keys'],
    ['getProfile', 200, '/users/me'],
  ])('%s answers %i to strangers, as it says', async (operationId, expected, path) => {
    const { body, status } = await asJSON({ url: `${desk.url}/api${path}` })
    expect(status, JSON.stringify(body)).toBe(expected)
    const operation = operations().find((each) => each.operation.operationId === operationId)
    if (!operation) throw new Error(`There is no ${operationId}`)
    const validate = validatorOf(operation.operation, status, 'application/json')
    expect(validate(body), ajv.errorsText(validate.errors)).toBe(true)
  })
})
