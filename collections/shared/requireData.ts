import type { CollectionBeforeOperationHook, SanitizedConfig } from 'payload'
import { isObject } from '../../src/lib/values'
import { refusal } from '../../src/refusals/refusals'

const WRITES = new Set<string>(['create', 'update'])

/** Refuses to write what is no document, such as a body that is missing or `null`, over which Payload stumbles. */
export const requireData: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (!WRITES.has(operation)) return
  if ('data' in args && isObject(args.data)) return
  if ('duplicateFromID' in args && args.duplicateFromID !== undefined) return
  throw refusal('BODY_INVALID', { message: 'Send a document as a JSON object.' })
}

/** Puts it before all else, into every collection, also into those that Payload adds by itself. */
export const requireDataEverywhere = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const { hooks } of sanitized.collections) hooks.beforeOperation.unshift(requireData)
  return sanitized
}
