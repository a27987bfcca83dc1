import type { Payload } from 'payload'
import type { Actor } from '../../audit/log'
import { urlHost } from '../../vapi/webhookURL'
import type { Connection } from '../api/connection'
import { textOf } from '../api/fields'
import { beforeOf, withoutServer } from './before'
import { type Chosen, chooseCredential, dropCredential } from './credential'
import { desiredMessages, desiredServer, isWritten } from './desired'
import { finishSet, notedOf, setEntry } from './finishPlace'
import { fingerprint, type Place, readPlace, type Stand } from './place'
import { problemOf, type SetupProblem, setupProblem } from './problems'
import { beginWriting, noteFailed, rowOf, type SetupRow } from './rows'
import type { SetupClient } from './targets'
import { type FormerTokens, type Whose, whoseURL } from './whose'
import { writeAndRead } from './writeAndRead'

/** What came of it. `mayStand`: Vapi was asked to write, and may have done so. */
export type SetOutcome =
  | { kind: 'refused'; mayStand?: boolean; problem: SetupProblem }
  | { kind: 'left' }
  | { kind: 'set' | 'was_set' }

export type SetPlace = {
  actor: Actor
  client: SetupClient
  connection: Connection
  /** A credential that staff made at Vapi. */
  credentialID?: null | string
  former: FormerTokens
  /** Asked before each write: why it must not be made any more; null: it may. */
  mayWrite?: () => Promise<null | SetupProblem>
  /** Writes only where an address of the client's stands already, and no entry of its own. */
  onlyOurs?: boolean
  payload: Payload
  place: Place
  rows: readonly SetupRow[]
  /** The fingerprint of what staff saw and confirmed. Undefined: nobody looked. */
  seen?: string
  /** Whether another receiver may be replaced. Whoever confirmed what they saw allows that. */
  takesOver: boolean
  /** The address to write. */
  url: string
}

/** Why a number cannot carry the address of one of several clients; null if it can. */
export const numberProblem = (
  { number }: Pick<Stand, 'number'>,
  { assistantID }: Place,
): null | SetupProblem => {
  if (number === null) return null
  if (number.assistantHasServer) return setupProblem('assistant_has_server')
  return number.assistantID === assistantID ? null : setupProblem('number_elsewhere')
}

const refusedFor = (args: SetPlace, stand: Stand, whose: Whose): null | SetupProblem => {
  const { connection, onlyOurs = false, payload, place, seen, takesOver } = args
  if (stand.orgId !== null && connection.orgId !== null && stand.orgId !== connection.orgId) {
    return setupProblem('other_org')
  }
  // An address of the client's that stands there already is not to die with its token.
  const ofNumber = onlyOurs ? null : numberProblem(stand, place)
  if (ofNumber) return ofNumber
  if (seen !== undefined && fingerprint(stand, payload.secret) !== seen) {
    return setupProblem('changed')
  }
  return whose.kind === 'other' && !takesOver ? setupProblem('other_receiver') : null
}

/** What is to be kept for the way back; null: what is kept already. */
const keptBefore = (
  stand: Stand,
  whose: Whose,
  row: SetupRow | undefined,
): null | ReturnType<typeof beforeOf> => {
  const before = beforeOf(stand)
  if (whose.kind === 'other') return before
  if (row?.before) return null
  return whose.kind === 'nothing' ? before : withoutServer(before)
}

const choose = (args: SetPlace, stand: Stand, whose: Whose) => {
  const { client, connection, credentialID = null, payload, rows } = args
  const isOurs = whose.kind === 'ours' || whose.kind === 'former'
  return chooseCredential({
    connection,
    decrypt: (text) => payload.decrypt(text),
    given: credentialID,
    label: client.label,
    present: isOurs ? textOf(stand.server?.credentialId) : null,
    rows,
    sender: client.sender,
  })
}

const write = async (
  args: SetPlace,
  stand: Stand,
  whose: Whose,
  credential: Chosen,
): Promise<SetOutcome> => {
  const { actor, client, connection, mayWrite, onlyOurs = false, payload, place, rows, url } = args
  const { pool } = payload.db
  const row = rowOf(rows, place)
  const patch = {
    server: desiredServer({ credentialID: credential.id, sender: client.sender, url }),
    serverMessages: desiredMessages(stand.serverMessages),
  }
  const kept = keptBefore(stand, whose, row)
  await beginWriting(pool, {
    accountID: connection.accountID,
    before: kept === null ? null : payload.encrypt(JSON.stringify(kept)),
    beforeHost: urlHost(kept?.url ?? null),
    clientID: client.id,
    place,
  })
  const compared =
    stand.number === null ? stand : { ...stand, serverMessages: patch.serverMessages }
  const isThere = whose.kind === 'ours' && isWritten(compared, patch)
  const written = isThere
    ? { ok: true as const, stand }
    : await writeAndRead({ connection, mayWrite, patch, place, secret: payload.secret, stand })
  if (!written.ok) {
    const { isUnsure, mayStand, problem } = written
    // What was set before stays so, and what nobody knows is looked at by the next one.
    const wasSet = row?.state === 'set' && !isUnsure
    await noteFailed(pool, {
      clientID: client.id,
      place,
      problem: problem.code,
      state: isUnsure ? 'writing' : wasSet ? 'set' : 'failed',
    })
    return { kind: 'refused', mayStand, problem }
  }
  await finishSet({
    actor,
    client,
    entry: onlyOurs || (isThere && row?.state === 'set') ? null : setEntry(stand, url),
    fresh: {
      credential,
      isSame: isThere,
      noted: notedOf(written.stand),
      proof: credential.proof === null ? null : payload.encrypt(credential.proof),
    },
    payload,
    place,
  })
  const replaced = row?.credentialID ?? null
  if (replaced !== null && replaced !== credential.id && row?.proof) {
    await dropCredential(connection, replaced)
  }
  return { kind: isThere ? 'was_set' : 'set' }
}

/**
 * Sets the webhook of one place: reads it, keeps what stands there, writes, and reads again. Nothing is written over
 * another receiver unless that was asked for.
 */
export const setPlace = async (args: SetPlace): Promise<SetOutcome> => {
  const { client, connection, former, onlyOurs = false, payload, place } = args
  const read = await readPlace(connection, place)
  if (!read.ok) return { kind: 'refused', problem: problemOf(read.problem) }
  const whose = whoseURL(read.value.serverURL, {
    former: former.get(client.id),
    secret: payload.secret,
    tokenIndex: client.tokenIndex,
  })
  if (onlyOurs && whose.kind !== 'ours' && whose.kind !== 'former') return { kind: 'left' }
  const problem = refusedFor(args, read.value, whose)
  if (problem) return { kind: 'refused', problem }
  const credential = await choose(args, read.value, whose)
  if ('problem' in credential) {
    const { kind } = credential.problem
    const isByHand = kind === 'wrong_route' || kind === 'gone' || kind === 'forbidden'
    return {
      kind: 'refused',
      problem: isByHand ? setupProblem('credential_by_hand') : problemOf(credential.problem),
    }
  }
  if (!credential.isNew) return write(args, read.value, whose, credential)
  // Making it took a while, in which somebody may have written.
  const again = await readPlace(connection, place)
  if (!again.ok) return { kind: 'refused', problem: problemOf(again.problem) }
  const isSame =
    fingerprint(again.value, payload.secret) === fingerprint(read.value, payload.secret)
  return isSame
    ? write(args, again.value, whose, credential)
    : { kind: 'refused', problem: setupProblem('changed') }
}
