import { type GraphQLField, type GraphQLOutputType, getNullableType, isObjectType } from 'graphql'
import type { GraphQLExtension } from 'payload'
import { isObject } from '../lib/values'

type Field = GraphQLField<unknown, unknown>

const typeOf = (type: GraphQLOutputType) => getNullableType(type)

const isYesOrNo = (field: Field): boolean => String(typeOf(field.type)) === 'Boolean'

/** `true` means that everything below is allowed; what is missing is not allowed. */
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
 * Makes `Access` and `docAccess…` return the user's permissions in full. Payload returns them in a
 * compact form: what is allowed entirely is collapsed to `true` and what is not allowed is omitted,
 * although its schema promises each value.
 */
export const permissionAnswers: GraphQLExtension = (_, { Query: { fields } }) => {
  for (const [name, { type }] of Object.entries<Field>(fields)) {
    if (name === 'Access' || name.startsWith('docAccess')) fillIn(type)
  }
  return {}
}
