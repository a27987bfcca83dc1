import type {
  CollectionBeforeOperationHook,
  GlobalBeforeOperationHook,
  SanitizedConfig,
} from 'payload'
import { isObject } from '../../src/lib/values'
import { refusal } from '../../src/refusals/refusals'

const WRITES = new Set<string>(['create', 'update'])

const refused = () => refusal('BODY_INVALID', { message: 'Send a document as a JSON object.' })

/** Refuses writes without a document, such as with a missing body or `null`, on which Payload would crash. */
export const requireData: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (!WRITES.has(operation)) return
  if ('data' in args && isObject(args.data)) return
  if ('duplicateFromID' in args && args.duplicateFromID !== undefined) return
  throw refused()
}

/** The same for a global. */
export const requireGlobalData: GlobalBeforeOperationHook = ({ args, operation }) => {
  if (operation === 'update' && !isObject(args?.data)) throw refused()
}

/** Adds it as the first hook to all collections, including those that Payload adds. */
export const requireDataEverywhere = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const { hooks } of sanitized.collections) hooks.beforeOperation.unshift(requireData)
  return sanitized
}
