import type { configToSchema } from '@payloadcms/graphql'

/**
 * Hands a schema to Payload's own GraphQL handler of this process, which would make another one for the
 * first request that it gets. Where Payload keeps it is not documented: elsewhere, nothing happens.
 */
export const handSchema = (schema: ReturnType<typeof configToSchema>): void => {
  const kept: unknown = Reflect.get(globalThis, '_payload_graphql')
  if (typeof kept !== 'object' || kept === null || Reflect.get(kept, 'graphql') !== null) return
  Reflect.set(kept, 'graphql', schema)
}
