import type { configToSchema } from '@payloadcms/graphql'

/**
 * Gives a schema to Payload's own GraphQL handler in this process, which would otherwise build another one
 * for its first request. Where Payload keeps it is not documented: if that changes, this does nothing.
 */
export const handSchema = (schema: ReturnType<typeof configToSchema>): void => {
  const kept: unknown = Reflect.get(globalThis, '_payload_graphql')
  if (typeof kept !== 'object' || kept === null || Reflect.get(kept, 'graphql') !== null) return
  Reflect.set(kept, 'graphql', schema)
}
