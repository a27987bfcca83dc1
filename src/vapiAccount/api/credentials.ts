import { isJsonObject, type JsonObject } from '../../lib/json'
import type { Answer } from './answer'
import { ask } from './ask'
import type { Connection } from './connection'
import { textOf } from './fields'
import { listAll } from './listAll'
import { KEEP_CREDENTIAL } from './parsing/keep'

/** A credential at Vapi, without its secrets. */
export type Credential = { id: string; name: null | string; provider: null | string }

export type NewCredential = {
  /** `{type: 'bearer' | 'hmac', …}` with the secret, as Vapi's schema `CreateCustomCredentialDTO` has it. */
  authenticationPlan: JsonObject
  /** 1 to 40 characters. */
  name: string
}

const PATH = '/credential'

/** Reads a credential as Vapi gives it. null: it is none. Pure. */
const readCredential = (row: JsonObject): Credential | null => {
  const id = textOf(row.id)
  return id === null ? null : { id, name: textOf(row.name), provider: textOf(row.provider) }
}

/**
 * All credentials. `wrong_route`, `gone` or `forbidden`: Vapi does not offer this, so it must be done by hand there.
 * @throws any database error
 */
export const listCredentials = (connection: Connection): Promise<Answer<Credential[]>> =>
  listAll({
    connection,
    isOptional: true,
    keep: KEEP_CREDENTIAL,
    path: PATH,
    read: readCredential,
  })

/** Creates a credential of kind `custom-credential`. It is sent once. @throws any database error */
export const createCredential = async (
  connection: Connection,
  { authenticationPlan, name }: NewCredential,
): Promise<Answer<Credential>> => {
  const body = { authenticationPlan, name, provider: 'custom-credential' }
  const request = { body, method: 'POST', path: PATH } as const
  const answer = await ask(connection, request, { isOptional: true, keep: KEEP_CREDENTIAL })
  if (!answer.ok) return answer
  const { value } = answer.value
  const credential = isJsonObject(value) ? readCredential(value) : null
  if (credential) return { ok: true, value: credential }
  const message = 'Vapi’s answer is not the credential that was created.'
  return { ok: false, problem: { kind: 'invalid', message } }
}

/** Deletes a credential that is ours. @throws any database error */
export const deleteCredential = async (
  connection: Connection,
  id: string,
): Promise<Answer<null>> => {
  const request = { method: 'DELETE', path: `${PATH}/${encodeURIComponent(id)}` } as const
  const answer = await ask(connection, request, { isOptional: true, keep: KEEP_CREDENTIAL })
  return answer.ok ? { ok: true, value: null } : answer
}
