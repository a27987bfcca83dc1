import type { CollectionAfterOperationHook } from 'payload'
import { z } from 'zod'
import { isObject } from '../../../src/lib/values'

// `z.custom` returns the same array and not a copy, so that the response itself is changed.
const manySchema = z.object({ docs: z.custom<unknown[]>(Array.isArray) })

const MANY = new Set<string>(['delete', 'deleteByID', 'update'])

const omitFrom = (user: unknown): void => {
  if (!isObject(user)) return
  delete user.vapiWebhookToken
  if (isObject(user.vapiSender)) delete user.vapiSender.secret
}

/**
 * Removes tokens and secrets from the responses to bulk writes and deletions, as from lists. Otherwise staff
 * who may change clients by a filter could read those of all clients in one request.
 */
export const omitSecretsFromMany: CollectionAfterOperationHook<'users'> = ({
  operation,
  overrideAccess,
  result,
}) => {
  if (overrideAccess || !MANY.has(operation)) return result
  const { docs } = manySchema.safeParse(result).data ?? { docs: [result] }
  docs.forEach(omitFrom)
  return result
}
