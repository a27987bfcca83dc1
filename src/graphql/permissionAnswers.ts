import { type GraphQLField, type GraphQLOutputType, getNullableType, isObjectType } from 'graphql'
import type { GraphQLExtension } from 'payload'
import { isObject } from '../lib/values'

type Field = GraphQLField<unknown, unknown>

const typeOf = (type: GraphQLOutputType) => getNullableType(type)

const isYesOrNo = (field: Field): boolean => String(typeOf(field.type)) === 'Boolean'

/** `true` stands for all that is below it, and what is left out for nothing of it. */
const answerOf = (source: unknown, field: Field): unknown => {
  const value = isObject(source) ? source[field.name] : undefined
  if (isYesOrNo(field)) return source === true || value === true
  if (!isObjectType(typeOf(field.type))) return value ?? null
  return source === true ? true : (value ?? false)
}

const fillIn = (type: GraphQLOutputType): void => {
  const object = typeOf(type)
  if (!isObjectType(object)) return
  for (const field of Object.values(object.getFields())) {
    field.resolve = (source: unknown) => answerOf(source, field)
    fillIn(field.type)
  }
}

/**
 * Makes `Access` and `docAccess…` say what somebody may do. Payload answers them with permissions of which it
 * has put together what is all allowed, and left out what is not, where its schema promises each of them.
 */
export const permissionAnswers: GraphQLExtension = (_, { Query: { fields } }) => {
  for (const [name, { type }] of Object.entries<Field>(fields)) {
    if (name === 'Access' || name.startsWith('docAccess')) fillIn(type)
  }
  return {}
}
