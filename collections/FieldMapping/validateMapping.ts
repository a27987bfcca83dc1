import type { JSONFieldValidation } from 'payload'
import type { z } from 'zod'
import { isTooLargeMapping, MAX_MAPPING_LENGTH } from '../../src/fields/mappingSize'
import { isObject } from '../../src/lib/values'
import {
  clientMappingSchema,
  type DeskMapping,
  deskMappingSchema,
  type Target,
} from '../../src/vapi/mapping/mapping'

const TARGETS = {
  currency: 'Currency',
  customerName: 'Caller’s name',
  customerPhone: 'Caller’s phone',
  outcome: 'Outcome',
  price: 'Price',
  serviceName: 'Service',
  summary: 'Summary',
} as const satisfies Record<Target, string>

const LISTS: Readonly<Record<string, string>> = {
  choices: 'choice',
  fields: 'Own field',
  outcomes: 'Outcome',
  sources: 'source',
  values: 'Value',
}

const PARTS: Readonly<Record<string, string>> = {
  colour: 'the colour',
  followUp: '“to do”',
  from: 'the kind of place',
  inside: 'the path inside it',
  key: 'the key',
  label: 'the label',
  name: 'the path or name',
  otherwise: 'what happens without a value',
  outcome: 'the outcome',
  reader: 'how it is read',
  type: 'the type',
  value: 'the value',
}

type Issue = z.core.$ZodIssue

const labelAt = (value: unknown): string => {
  const label = isObject(value)
    ? (Reflect.get(value, 'label') ?? Reflect.get(value, 'value'))
    : null
  return typeof label === 'string' && label.trim() ? ` “${label.trim().slice(0, 60)}”` : ''
}

/** The place of a fault in words, such as `Price, source 2, the path or name`. */
const placeOf = (path: Issue['path'], whole: unknown): string => {
  const words: string[] = []
  let at = whole
  let list = ''
  for (const part of path) {
    at = typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined
    if (typeof part === 'number') {
      words.push(`${LISTS[list] ?? list} ${part + 1}${labelAt(at)}`)
      list = ''
      continue
    }
    const key = String(part)
    const target = Object.entries(TARGETS).find(([name]) => name === key && list === 'lines')
    if (target) words.push(target[1])
    else if (PARTS[key] !== undefined && list === '' && words.length > 0) words.push(PARTS[key])
    list = target ? '' : key
  }
  if (path.length > 0 && words.length === 0) return LISTS[list] ?? list
  return words.join(', ')
}

const faultOf = (issue: Issue): string => {
  switch (issue.code) {
    case 'custom':
      return issue.message
    case 'too_big':
      return issue.origin === 'array' ? `there are more than ${issue.maximum}.` : 'is too long.'
    case 'too_small':
      return 'is missing.'
    case 'unrecognized_keys':
      return `nobody knows “${issue.keys.join('”, “').slice(0, 100)}”.`
    default:
      return 'is not valid.'
  }
}

type FaultOf<Mapping> = (mapping: Mapping) => string | undefined

const validate =
  <Mapping>(
    schema: z.ZodType<Mapping>,
    moreFaultOf: FaultOf<Mapping> = () => undefined,
  ): JSONFieldValidation =>
  (value) => {
    if (value === null || value === undefined) return true
    if (isTooLargeMapping(value)) {
      return `The mapping is too large: as JSON it may have ${MAX_MAPPING_LENGTH.toLocaleString('en')} characters.`
    }
    const { data, error } = schema.safeParse(value)
    if (data !== undefined) return moreFaultOf(data) ?? true
    const [issue] = error?.issues ?? []
    if (issue === undefined) return true
    const place = placeOf(issue.path, value)
    return place === '' ? `This is no mapping: ${faultOf(issue)}` : `${place}: ${faultOf(issue)}`
  }

// No part of the schema, which reads what is stored: there such a value is only left out.
const unknownOutcome: FaultOf<DeskMapping> = ({ outcomes, values }) => {
  const index = values.findIndex(({ outcome }) => !outcomes.some(({ key }) => key === outcome))
  const value = values[index]
  return value && `Value ${index + 1}${labelAt(value)}: there is no outcome “${value.outcome}”.`
}

/**
 * Accepts a mapping of the desk whose values name its own outcomes, or null for none. Otherwise says where the first
 * fault is.
 */
export const validateDeskMapping = validate(deskMappingSchema, unknownOutcome)

/** Accepts a mapping of a client, or null for none. Otherwise says where the first fault is. */
export const validateClientMapping = validate(clientMappingSchema)
