import type { Payload } from 'payload'
import type { Actor } from '../../audit/log'
import { connectionOf } from '../accounts/connect'
import type { Connection } from '../api/connection'
import { readBefore, restoring } from './before'
import { inClientTurn } from './clientTurn'
import { dropCredential } from './credential'
import { finishPutBack, forgetPlace, putBackEntry } from './finishPlace'
import { type Place, readPlace } from './place'
import { problemOf, type SetupProblem, setupProblem } from './problems'
import { noteFailed, readSetups, type SetupRow } from './rows'
import { readSetupClient, type SetupClient } from './targets'
import { readFormerTokens, whoseURL } from './whose'
import { writeAndRead } from './writeAndRead'

/**
 * What came of it: `put_back`: Vapi has what it had, but for a secret if `isSecretLost`. `moved`: somebody else had
 * moved it, so it was left. `gone`: the assistant is no more.
 */
export type PutBackOutcome =
  | { isSecretLost: boolean; kind: 'put_back' }
  | { kind: 'gone' | 'moved' }
  | { kind: 'refused'; problem: SetupProblem }

type PutBack = {
  actor: Actor
  client: SetupClient
  connection: Connection
  former: ReadonlyMap<string, string> | undefined
  payload: Payload
  row: SetupRow
}

const putBack = async (args: PutBack): Promise<PutBackOutcome> => {
  const { actor, client, connection, former, payload, row } = args
  const { pool } = payload.db
  const place: Place = { assistantID: row.assistantID, phoneNumberID: row.phoneNumberID }
  const read = await readPlace(connection, place)
  if (!read.ok) {
    if (read.problem.kind !== 'gone') return { kind: 'refused', problem: problemOf(read.problem) }
    await forgetPlace(payload, { client, place, state: null })
    return { kind: 'gone' }
  }
  const stand = read.value
  const whose = whoseURL(stand.serverURL, {
    former,
    secret: payload.secret,
    tokenIndex: client.tokenIndex,
  })
  if (whose.kind !== 'ours' && whose.kind !== 'former') {
    await forgetPlace(payload, { client, place, state: 'moved' })
    return { kind: 'moved' }
  }
  const before = readBefore(row.before, (text) => payload.decrypt(text))
  if (before === null) return { kind: 'refused', problem: setupProblem('before_unreadable') }
  const patch = restoring(before)
  const written = await writeAndRead({ connection, patch, place, secret: payload.secret, stand })
  if (!written.ok) {
    // Whether Vapi clears a server at all is not known.
    const isStill = written.stand?.serverURL === stand.serverURL
    const isNotCleared =
      patch.server === null && (isStill || written.problem.code === 'vapi_refused')
    const problem = isNotCleared
      ? setupProblem('cannot_clear', written.problem.message)
      : written.problem
    await noteFailed(pool, { clientID: client.id, place, problem: problem.code, state: 'set' })
    return { kind: 'refused', problem }
  }
  await finishPutBack({
    actor,
    client,
    entry: putBackEntry(stand, before.url),
    payload,
    place,
  })
  if (row.credentialID !== null && row.proof !== null) {
    await dropCredential(connection, row.credentialID)
  }
  return {
    isSecretLost: before.isSecretSet && !written.stand.isServerUrlSecretSet,
    kind: 'put_back',
  }
}

type Disconnect = {
  actor: Actor
  /** Only this one; undefined: all that were set. */
  assistantID?: string | undefined
  clientID: string
  /** Whether somebody waits for it. */
  forPerson: boolean
  payload: Payload
  signal: AbortSignal
}

/** A problem of all, or what came of each assistant. */
export type DisconnectResult =
  | { assistants: ({ assistantID: string } & PutBackOutcome)[] }
  | { problem: SetupProblem }

const WRITTEN: ReadonlySet<SetupRow['state']> = new Set(['set', 'writing'])

const disconnectAll = async (
  args: Disconnect,
  renew: () => Promise<void>,
): Promise<DisconnectResult> => {
  const { actor, assistantID, clientID, forPerson, payload, signal } = args
  const { pool } = payload.db
  const client = await readSetupClient(payload, clientID)
  if (!client) return { problem: setupProblem('gone') }
  const rows = (await readSetups(pool, { clientIDs: [clientID] })).filter(
    (row) =>
      WRITTEN.has(row.state) && (assistantID === undefined || row.assistantID === assistantID),
  )
  if (rows.length === 0) return { problem: setupProblem('not_set') }
  const former = (await readFormerTokens(pool, [clientID])).get(clientID)
  const assistants: ({ assistantID: string } & PutBackOutcome)[] = []
  for (const row of rows) {
    await renew()
    // The client may have been moved to another account since.
    const connection = await connectionOf(payload, row.accountID, { forPerson, signal })
    const outcome: PutBackOutcome = connection
      ? await putBack({ actor, client, connection, former, payload, row })
      : { kind: 'refused', problem: setupProblem('not_connected') }
    assistants.push({ assistantID: row.assistantID, ...outcome })
  }
  return { assistants }
}

/**
 * Puts back at Vapi what stood there before the desk wrote, and says what cannot come back. What somebody else has
 * moved since is left.
 */
export const disconnectClient = async (args: Disconnect): Promise<DisconnectResult> => {
  const { clientID, payload } = args
  const turn = await inClientTurn(payload.db.pool, clientID, (renew) => disconnectAll(args, renew))
  return turn?.result ?? { problem: setupProblem('turn_taken') }
}
