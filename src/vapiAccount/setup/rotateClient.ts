import type { Payload } from 'payload'
import type { Actor, BulkEntry } from '../../audit/log'
import { acceptComing, type ComingToken, dropComing, swapComing } from '../../clients/comingTokens'
import { rotateTokens } from '../../clients/tokens'
import type { Connection } from '../api/connection'
import { deskAddress } from './address'
import { inClientTurn, type Renew } from './clientTurn'
import type { Place } from './place'
import { isOfClient, isShared, placesOf } from './placesOf'
import { type SetupProblem, setupProblem } from './problems'
import { readSetups } from './rows'
import { connectClient } from './setClient'
import { type SetOutcome, setPlace } from './setPlace'
import type { SetupClient } from './targets'
import { readFormerTokens } from './whose'

type Rotate = {
  actor: Actor
  clientID: string
  /** For the history. */
  entry: BulkEntry
  /** Whether somebody waits for it. */
  forPerson: boolean
  graceHours: number
  payload: Payload
  signal: AbortSignal
}

/**
 * `rotated`: the client has a new token, and `places` addresses at Vapi have it. `refused`: the old token stays the
 * client's.
 */
export type RotateOutcome =
  | { kind: 'refused'; problem: SetupProblem }
  | { kind: 'rotated'; places: number }
  | { kind: 'skipped' }

type Writing = Rotate & { client: SetupClient; connection: Connection; renew: Renew }

type WrittenToken = Pick<ComingToken, 'token'>

/** Writes a token's address where one of the client's stands, and only there. */
const writeAddress = async (
  { actor, client, connection, payload, renew }: Writing,
  place: Place,
  { token }: WrittenToken,
): Promise<SetOutcome> => {
  const address = deskAddress(payload)
  if ('problem' in address) throw new Error('SERVER_URL was not checked')
  await renew()
  const { pool } = payload.db
  return setPlace({
    actor,
    client,
    connection,
    former: await readFormerTokens(pool, [client.id]),
    onlyOurs: true,
    payload,
    place,
    rows: await readSetups(pool, { clientIDs: [client.id] }),
    takesOver: false,
    url: address.urlFor(token),
  })
}

/**
 * After one place failed: those before it get back the client's present address. If that fails too, both addresses go
 * on working, and the next rotation goes on with the new one.
 */
const takeBack = async (
  writing: Writing,
  {
    coming,
    mayStand,
    present,
    written,
  }: {
    coming: ComingToken
    mayStand: boolean
    present: WrittenToken
    written: readonly Place[]
  },
): Promise<void> => {
  let isBack = !mayStand
  for (const place of written) {
    const outcome = await writeAddress(writing, place, present)
    isBack &&= outcome.kind === 'set' || outcome.kind === 'was_set' || outcome.kind === 'left'
  }
  if (isBack) await dropComing(writing.payload, coming)
}

/** Somebody changed the client's token while Vapi was asked: Vapi gets the one that counts now. */
const writePresent = async (writing: Writing, written: readonly Place[]): Promise<void> => {
  const { clientID, payload } = writing
  const connected = await connectClient(payload, clientID, writing)
  if ('problem' in connected) return
  const { client, token } = connected
  for (const place of written) {
    await writeAddress({ ...writing, client }, place, { token })
  }
}

/**
 * Where a client's address belongs, and where the desk wrote it before: an assistant may be another client's too by
 * now. What is no longer the client's at all is left.
 */
const placesToWrite = async (client: SetupClient, payload: Payload): Promise<Place[]> => {
  const rows = await readSetups(payload.db.pool, { clientIDs: [client.id] })
  const written = rows.filter(
    (row) =>
      row.accountID === client.accountID &&
      (row.state === 'set' || row.state === 'writing') &&
      isOfClient(row, client),
  )
  const known = placesOf(client).flatMap((place) => (isShared(place) ? [] : [place]))
  const places = [...known, ...written].map(({ assistantID, phoneNumberID }) => ({
    assistantID,
    phoneNumberID,
  }))
  const byName = new Map(
    places.map((place) => [`${place.assistantID} ${place.phoneNumberID}`, place]),
  )
  return [...byName.values()]
}

const rotateAll = async (args: Rotate, renew: Renew): Promise<RotateOutcome> => {
  const { clientID, entry, graceHours, payload } = args
  const connected = await connectClient(payload, clientID, args)
  if ('problem' in connected) {
    return connected.problem.code === 'no_token'
      ? { kind: 'skipped' }
      : { kind: 'refused', problem: connected.problem }
  }
  const { client, connection, token, tokenIndex: from } = connected
  // Intake accepts it from here on, so no report is refused whichever address Vapi has.
  const coming = await acceptComing({ clientID, from, payload })
  if (!coming) return { kind: 'skipped' }
  const writing: Writing = { ...args, client, connection, renew }
  const written: Place[] = []
  for (const place of await placesToWrite(client, payload)) {
    const outcome = await writeAddress(writing, place, coming)
    if (outcome.kind === 'refused' && outcome.problem.code !== 'gone') {
      const { mayStand = false, problem } = outcome
      await takeBack(writing, { coming, mayStand, present: { token }, written })
      return { kind: 'refused', problem }
    }
    if (outcome.kind === 'set' || outcome.kind === 'was_set') written.push(place)
  }
  if (written.length === 0) {
    // None of its addresses is the client's: as without an account.
    await dropComing(payload, coming)
    const rotated = await rotateTokens({ entry, graceHours, ids: [clientID], payload })
    return rotated === 0 ? { kind: 'skipped' } : { kind: 'rotated', places: 0 }
  }
  if (await swapComing({ clientID, coming, entry, from, graceHours, payload })) {
    return { kind: 'rotated', places: written.length }
  }
  await writePresent(writing, written)
  return { kind: 'refused', problem: setupProblem('changed') }
}

/**
 * Gives a client a new token: the desk accepts it beside the old one, Vapi gets its address and is read again, and only
 * then does it become the client's and the old one's grace begin. SERVER_URL must have been checked.
 * @returns `turn_taken` while somebody else writes for the client
 */
export const rotateClient = async (args: Rotate): Promise<RotateOutcome> => {
  const { clientID, payload } = args
  const turn = await inClientTurn(payload.db.pool, clientID, (renew) => rotateAll(args, renew))
  return turn?.result ?? { kind: 'refused', problem: setupProblem('turn_taken') }
}
