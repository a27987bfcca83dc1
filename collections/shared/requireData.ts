import { APIError, type CollectionBeforeOperationHook, type SanitizedConfig } from 'payload'
import { isObject } from '../../src/lib/values'

const WRITES = new Set<string>(['create', 'update'])

/** Refuses to write what is no document, such as a body that is missing or `null`, over which Payload stumbles. */
export const requireData: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (!WRITES.has(operation)) return
  if ('data' in args && isObject(args.data)) return
  if ('duplicateFromID' in args && args.duplicateFromID !== undefined) return
  throw new APIError('Send a document, as a JSON object.', 400, null, true)
}

/** Puts it before all else, into every collection, also into those that Payload adds by itself. */
export const requireDataEverywhere = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const { hooks } of sanitized.collections) hooks.beforeOperation.unshift(requireData)
  return sanitized
}
