/**
 * Functions that Payload exports but does not document: a minor version may change them. The rest of the desk
 * imports them from here. `tests/int/payload` tests what we rely on, and `docs/internals.md` lists it.
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
