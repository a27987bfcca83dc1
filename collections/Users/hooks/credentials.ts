import { type CollectionBeforeOperationHook, Forbidden } from 'payload'
import { isByKey } from '../../../src/access/byKey'

const CREDENTIALS = ['apiKey', 'email', 'enableAPIKey', 'password']

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** A key that leaks must not become the account: it changes nobody's password, e-mail or keys. */
export const refuseCredentialsByKey: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (operation !== 'update' || !isByKey(req) || !('data' in args)) return
  const { data } = args
  if (isObject(data) && CREDENTIALS.some((name) => name in data)) throw new Forbidden(req.t)
}
