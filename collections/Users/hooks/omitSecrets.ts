import type { CollectionAfterOperationHook } from 'payload'
import { z } from 'zod'
import { isObject } from '../../../src/lib/values'

// Custom, so that what is taken out is taken out of the answer itself, and not of a copy.
const manySchema = z.object({ docs: z.custom<unknown[]>(Array.isArray) })

const MANY = new Set<string>(['delete', 'deleteByID', 'update'])

const omitFrom = (user: unknown): void => {
  if (!isObject(user)) return
  delete user.vapiWebhookToken
  if (isObject(user.vapiSender)) delete user.vapiSender.secret
}

/**
 * Answers to writes of many, and to deletions, carry no tokens and no secrets, as lists do not: whoever
 * may change a client by a filter could otherwise read everybody's at once.
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
