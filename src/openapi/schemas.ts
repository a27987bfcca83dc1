import type { FlattenedField, SanitizedConfig } from 'payload'
import { OWN_FIELDS } from '../fields/filterOwnFields'
import { FEEDBACK_REASONS } from '../followUps/shapes'
import { REFUSALS } from '../refusals/refusals'
import type { OwnField } from '../vapi/mapping/mapping'
import { ref } from './answers'
import { documentSchema, type Schema, schemasOf } from './fieldSchemas'
import { ownValuesSchema } from './ownFields'
import { whereSchema } from './whereSchema'

/** The fields of each collection that a client may read or write. */
type ClientFields = {
  calls: readonly FlattenedField[]
  keys: readonly FlattenedField[]
  newKey: readonly FlattenedField[]
  /** The own fields of the client that asks; none for anybody else. */
  own: readonly OwnField[]
  profile: readonly FlattenedField[]
  profileChanges: readonly FlattenedField[]
}

const TEXT: Schema = { type: 'string' }
const EXPIRY: Schema = {
  description: 'When the token expires, in seconds since 1970.',
  type: 'integer',
}
const STRATEGY: Schema = { description: 'How you signed in.', type: 'string' }

const object = (
  properties: Record<string, Schema>,
  required = Object.keys(properties),
): Schema => ({
  properties,
  required,
  type: 'object',
})

const integer = (description: string): Schema => ({ description, type: 'integer' })

const pageOf = (name: string): Record<string, Schema> => ({
  docs: { items: ref(name), type: 'array' },
  hasNextPage: { type: 'boolean' },
  hasPrevPage: { type: 'boolean' },
  limit: { type: 'integer' },
  nextPage: { type: ['integer', 'null'] },
  page: { type: 'integer' },
  pagingCounter: integer('The number of the first document on the page.'),
  prevPage: { type: ['integer', 'null'] },
  totalDocs: { type: 'integer' },
  totalPages: { type: 'integer' },
})

const ESTIMATED: Schema = {
  description: 'True if the totals are estimates; above 3,000 they may be.',
  type: 'boolean',
}

const TRUNCATED: Schema = {
  description:
    'In lists, the fields that were cut: `["summary"]` if the summary was cut after 20,000 characters. Read the single call for the full text.',
  items: { const: 'summary' },
  type: 'array',
}

const pick = (from: Record<string, Schema>, names: readonly string[]): Record<string, Schema> =>
  Object.fromEntries(names.flatMap((name) => (from[name] ? [[name, from[name]]] : [])))

const FOLLOW_UP = ['followUp', 'followUpDueAt', 'followUpNote'] as const

/** What follows a call: bodies that clients send, and the answers to them. */
const followUpSchemas = (config: SanitizedConfig, fields: readonly FlattenedField[]) => {
  const { properties } = documentSchema({ config, fields })
  const answered = pick(properties, ['id', 'updatedAt'])
  const group = fields.find(({ name }) => name === 'feedback')
  const inner = group?.type === 'group' ? group.flattenedFields : []
  const feedback = schemasOf({ config, fields: inner }).properties
  const reason = { enum: FEEDBACK_REASONS, type: 'string' }
  return {
    CallFeedback: object({ ...answered, ...pick(properties, ['feedback']) }),
    Feedback: {
      ...object({ ...pick(feedback, ['text']), reason: { ...feedback.reason, ...reason } }, [
        'reason',
      ]),
      additionalProperties: false,
    },
    FollowUp: object({
      ...answered,
      ...pick(properties, [...FOLLOW_UP, 'followUpAt', 'followUpBy']),
    }),
    FollowUpChange: {
      ...object(pick(properties, FOLLOW_UP), []),
      additionalProperties: false,
      minProperties: 1,
    },
  }
}

const callProperties = (
  config: SanitizedConfig,
  { calls: fields, own }: Pick<ClientFields, 'calls' | 'own'>,
): Record<string, Schema> => {
  const { properties } = documentSchema({ config, fields })
  const values = ownValuesSchema(own)
  return { ...properties, ...(values ? { [OWN_FIELDS]: values } : {}), truncated: TRUNCATED }
}

const callSchemas = (config: SanitizedConfig, fields: ClientFields) => ({
  CallFilter: whereSchema(fields.calls, '#/components/schemas/CallFilter', fields.own),
  CallSummary: {
    ...object(callProperties(config, fields), ['id']),
    description:
      'A call. Fields that its report did not contain are null; fields that were not selected are missing.',
  },
  CallSummaryList: object(
    {
      ...pageOf('CallSummary'),
      nextCursor: {
        description: 'Pass it as `before`, or as `updatedSince`, to get the next page.',
        type: ['string', 'null'],
      },
      totalDocsEstimated: ESTIMATED,
    },
    ['docs', 'hasNextPage', 'limit', 'nextCursor', 'totalDocs'],
  ),
  Count: object({ totalDocs: { type: 'integer' }, totalDocsEstimated: ESTIMATED }, ['totalDocs']),
})

const profileSchemas = (config: SanitizedConfig, { profile, profileChanges }: ClientFields) => ({
  ChangedProfile: object({ doc: ref('Profile'), message: TEXT }),
  Credentials: object({ email: { format: 'email', type: 'string' }, password: TEXT }),
  Login: object({ exp: EXPIRY, message: TEXT, token: TEXT, user: ref('Profile') }),
  Me: object(
    {
      collection: TEXT,
      exp: EXPIRY,
      message: TEXT,
      strategy: STRATEGY,
      token: TEXT,
      user: { oneOf: [ref('Profile'), { type: 'null' }] },
    },
    ['user'],
  ),
  Message: object({ message: TEXT }),
  Profile: object(
    {
      ...documentSchema({ config, fields: profile }).properties,
      // Payload's login leaves it out.
      updatedAt: { format: 'date-time', type: ['string', 'null'] },
      collection: { const: 'users' },
      _strategy: STRATEGY,
    },
    ['id', 'email'],
  ),
  ProfileChanges: {
    properties: {
      ...schemasOf({ config, fields: profileChanges }).properties,
      currentPassword: {
        description: 'Required to change the password or the email.',
        type: 'string',
      },
      password: {
        description: 'A new password. It ends all other logins.',
        minLength: 12,
        type: 'string',
      },
    },
    type: 'object',
  },
  RefreshedLogin: object(
    {
      exp: EXPIRY,
      message: TEXT,
      refreshedToken: TEXT,
      setCookie: { type: 'boolean' },
      strategy: STRATEGY,
      user: ref('Profile'),
    },
    ['exp', 'refreshedToken', 'user'],
  ),
})

const keySchemas = (config: SanitizedConfig, { keys, newKey }: ClientFields) => {
  const { properties } = documentSchema({ config, fields: keys })
  const made = schemasOf({ config, fields: newKey })
  const key = { description: 'The key. Save it now: it is never shown again.', type: 'string' }
  return {
    ApiKey: object(properties, ['id', 'name']),
    ApiKeyList: object(pageOf('ApiKey'), ['docs', 'totalDocs']),
    MadeApiKey: object(
      { doc: object({ ...properties, key }, ['id', 'key', 'name']), message: TEXT },
      ['doc'],
    ),
    NewApiKey: { ...object(made.properties, ['name']) },
    RevokedApiKey: object({ doc: ref('ApiKey') }),
  }
}

const GRAPHQL = {
  GraphQLAnswer: object(
    {
      data: { type: ['object', 'null'] },
      errors: {
        items: object({ extensions: object({ code: ref('ErrorCode') }), message: TEXT }),
        type: 'array',
      },
    },
    [],
  ),
  GraphQLRequest: object({ operationName: TEXT, query: TEXT, variables: { type: 'object' } }, [
    'query',
  ]),
}

const ERRORS = {
  Error: object({
    errors: {
      items: object(
        {
          code: ref('ErrorCode'),
          data: { description: 'For `VALIDATION_FAILED`: which fields are invalid, and why.' },
          message: { ...TEXT, description: 'A message for people. It may change.' },
          name: TEXT,
        },
        ['code', 'message'],
      ),
      type: 'array',
    },
  }),
  ErrorCode: {
    description: 'The reason for a refusal. Codes are never renamed or removed.',
    enum: Object.keys(REFUSALS),
    type: 'string',
  },
}

const COMPLETENESS = {
  Completeness: object({
    atVapi: integer(
      'How many of your calls since `since` Vapi lists: the sum of the numbers below.',
    ),
    cannotBeFilled: integer('Missing here, and Vapi can give them no longer.'),
    checkedAt: {
      description: 'When Vapi’s list was last read to its end; null: not yet.',
      format: 'date-time',
      type: ['string', 'null'],
    },
    days: {
      description: 'The last 30 days in `timezone`, the oldest first.',
      items: object({
        atVapi: { type: 'integer' },
        date: { format: 'date', type: 'string' },
        here: { type: 'integer' },
        missing: { type: 'integer' },
        recovered: { type: 'integer' },
        state: {
          description:
            '`recovered`: complete, because the desk fetched what was missing. `hole`: calls are missing. `unknown`: Vapi’s list of that day was not read.',
          enum: ['complete', 'recovered', 'hole', 'unknown'],
          type: 'string',
        },
      }),
      type: 'array',
    },
    here: integer('Calls that this desk has.'),
    missing: integer('Missing here; the desk fetches them.'),
    neverConnected: integer('Calls that were never connected. Vapi may not report these.'),
    recovered: integer('How many of those here the desk fetched, because no report came.'),
    since: { format: 'date-time', type: 'string' },
    stuck: integer('Calls that have not ended for more than a day.'),
    timezone: { ...TEXT, description: 'The time zone of the days.' },
    unknownSince: {
      description: 'Set if it is not known now whether calls are missing: since when.',
      format: 'date-time',
      type: ['string', 'null'],
    },
    waiting: integer('Calls that have not ended, or only within the last minutes.'),
    windowDays: integer('For how many days Vapi keeps calls.'),
  }),
}

/** All schemas of the document. */
export const schemas = (config: SanitizedConfig, fields: ClientFields) => ({
  ...ERRORS,
  ...callSchemas(config, fields),
  ...followUpSchemas(config, fields.calls),
  ...profileSchemas(config, fields),
  ...keySchemas(config, fields),
  ...COMPLETENESS,
  ...GRAPHQL,
})
