import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { isRow, type Row, rowOf } from './types'

/**
 * Vapi's published OpenAPI file, where it is there: the copy beside this file, or the one that `VAPI_OPENAPI` names.
 * It is MIT, with its notice inside. Bodies are checked against it as far as it goes: real answers do not keep to it.
 */
export type Specification = {
  /** What is wrong with a tidy answer of a path, such as `/call/{id}`. */
  answerProblems: (asked: {
    body: unknown
    method: string
    path: string
    status: number
  }) => string[]
  /** What is wrong with a body that we send, by the name of its schema; properties that it does not have too. */
  bodyProblems: (schema: string, body: Row) => string[]
  /** The properties of a schema, sorted. */
  propertiesOf: (schema: string) => string[]
  /** What is wrong with a value, by the name of its schema. */
  valueProblems: (schema: string, value: unknown) => string[]
}

const fileOf = (): string =>
  process.env.VAPI_OPENAPI ?? path.join(import.meta.dirname, 'openapi.json')

const asPointer = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))

const wordsOf = (validate: ValidateFunction, about: string): string[] =>
  (validate.errors ?? []).map(({ instancePath, message }) => `${about}${instancePath} ${message}`)

/** Reads it; null if it is not there. */
export const readSpecification = (): null | Specification => {
  const file = fileOf()
  if (!existsSync(file)) return null
  const document: Row = rowOf(JSON.parse(readFileSync(file, 'utf8')))
  const schemas = rowOf(rowOf(document.components).schemas)
  const ajv = new Ajv({ allErrors: true, strict: false })
  addFormats.default(ajv)
  ajv.addSchema(document, 'vapi')
  const compiled = new Map<string, ValidateFunction>()
  const at = (pointer: string): ValidateFunction => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `vapi#/${pointer}` })
    compiled.set(pointer, validate)
    return validate
  }
  const propertiesOf = (name: string) => Object.keys(rowOf(rowOf(schemas[name]).properties)).sort()
  return {
    answerProblems: ({ body, method, path: route, status }) => {
      const parts = ['paths', route, method.toLowerCase(), 'responses', String(status)]
      const pointer = [...parts, 'content', 'application/json', 'schema'].map(asPointer).join('/')
      const validate = at(pointer)
      return validate(body) ? [] : wordsOf(validate, `${method} ${route} answers `)
    },
    bodyProblems: (name, body) => {
      const known = propertiesOf(name)
      // Each property alone: a whole assistant takes seconds to compile, and we write two of its keys.
      return Object.entries(body).flatMap(([key, value]) => {
        if (!known.includes(key)) return [`${key} is no property of ${name}`]
        // Null clears a property. The specification does not say so.
        if (value === null) return []
        const validate = at(`components/schemas/${name}/properties/${key}`)
        return validate(value) ? [] : wordsOf(validate, key)
      })
    },
    propertiesOf,
    valueProblems: (name, value) => {
      const validate = at(`components/schemas/${name}`)
      return validate(value) ? [] : wordsOf(validate, name)
    },
  }
}

let shared: null | Specification | undefined

/** The schema of the bodies that we send, by method and path; null: it has none. */
const schemaOf = (method: string, route: string, body: Row): null | string => {
  if (method === 'PATCH' && route.startsWith('/assistant/')) return 'UpdateAssistantDTO'
  if (method === 'POST' && route === '/analytics') return 'AnalyticsQueryDTO'
  if (method === 'POST' && route === '/credential') {
    return body.provider === 'webhook' ? 'CreateWebhookCredentialDTO' : 'CreateCustomCredentialDTO'
  }
  if (method !== 'PATCH' || !route.startsWith('/phone-number/')) return null
  const names: Record<string, string> = {
    'byo-phone-number': 'UpdateByoPhoneNumberDTO',
    telnyx: 'UpdateTelnyxPhoneNumberDTO',
    twilio: 'UpdateTwilioPhoneNumberDTO',
    vapi: 'UpdateVapiPhoneNumberDTO',
    vonage: 'UpdateVonagePhoneNumberDTO',
  }
  return names[String(body.provider)] ?? null
}

/** What the specification finds wrong with a request of ours; nothing where the specification is not there. */
export const requestProblems = ({
  body,
  method,
  path: route,
}: {
  body: unknown
  method: string
  path: string
}): string[] => {
  if (!isRow(body)) return []
  const schema = schemaOf(method, route, body)
  if (schema === null) return []
  if (shared === undefined) shared = readSpecification()
  const problems = shared?.bodyProblems(schema, body) ?? []
  return problems.map((problem) => `${method} ${route}: ${problem}`)
}
