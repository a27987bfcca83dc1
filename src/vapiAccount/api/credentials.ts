import type { JsonObject } from '../../lib/json'
import type { Answer } from './answer'
import type { Connection } from './connection'

/** A credential at Vapi, without its secrets. */
export type Credential = { id: string; name: null | string; provider: null | string }

export type NewCredential = {
  /** As in API.md §9: `{type: 'bearer' | 'hmac', …}` with the secret. */
  authenticationPlan: JsonObject
  /** 1 to 40 characters. */
  name: string
}

/** All credentials. `wrong_route` or `gone`: Vapi no longer offers this, so it must be done by hand there. */
export const listCredentials = (_connection: Connection): Promise<Answer<Credential[]>> =>
  Promise.reject(new Error('Not built yet'))

/** Creates a credential of kind `custom-credential`. It is sent once. */
export const createCredential = (
  _connection: Connection,
  _credential: NewCredential,
): Promise<Answer<Credential>> => Promise.reject(new Error('Not built yet'))

/** Deletes a credential that is ours. */
export const deleteCredential = (_connection: Connection, _id: string): Promise<Answer<null>> =>
  Promise.reject(new Error('Not built yet'))
