/**
 * What Payload exports, but does not document: a minor version may change it. Everything else of the desk takes
 * it from here. `tests/int/payload` says what we rely on, and `docs/internals.md` lists it.
 */
export { configToSchema } from '@payloadcms/graphql'
export {
  combineQueries,
  countOperation,
  createPayloadRequest,
  executeAccess,
  executeAuthStrategies,
  fieldsToJSONSchema,
  findByIDOperation,
  findOperation,
  formatErrors,
  getFieldsToSign,
  headersWithCors,
  isolateObjectProperty,
  jwtSign,
  logError,
  logoutOperation,
  mergeHeaders,
  parseParams,
  refreshOperation,
  validateQueryPaths,
} from 'payload'
