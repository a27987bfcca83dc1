import type { Payload } from 'payload'
import type { Actor } from '../../audit/log'
import { connectionOf } from '../accounts/connect'
import type { Connection } from '../api/connection'
import { deskAddress } from './address'
import { inClientTurn } from './clientTurn'
import { isShared, noPlace, placesOf } from './placesOf'
import { type SetupProblem, setupProblem } from './problems'
import { readSetups } from './rows'
import { type SetOutcome, setPlace } from './setPlace'
import { readSetupClient, type SetupClient } from './targets'
import { readFormerTokens } from './whose'

/** What came of one assistant of a client. */
export type AssistantOutcome = { assistantID: string } & SetOutcome

type SetClient = {
  actor: Actor
  clientID: string
  /** A credential that staff made at Vapi. */
  credentialID?: null | string
  /** Whether somebody waits for it. */
  forPerson: boolean
  payload: Payload
  /** By assistant: the fingerprint of what staff saw. Undefined: all of them, as nobody looked. */
  seen?: Readonly<Record<string, string>>
  signal: AbortSignal
  /** Whether another receiver may be replaced without anybody having seen it. */
  takesOver: boolean
}

/** A problem of all, or what came of each assistant. */
export type SetResult = { assistants: AssistantOutcome[] } | { problem: SetupProblem }

/** A client with a connection to its account, or why Vapi cannot be asked for it. */
export const connectClient = async (
  payload: Payload,
  clientID: string,
  options: {
    forPerson: boolean
    /** Whether a client that only has a number at Vapi is enough. */
    mayBeNumberAlone?: boolean
    signal: AbortSignal
  },
): Promise<
  | { client: SetupClient; connection: Connection; token: string; tokenIndex: string }
  | { problem: SetupProblem }
> => {
  const client = await readSetupClient(payload, clientID)
  if (!client) return { problem: setupProblem('gone') }
  const missing = noPlace(client)
  const { accountID, phoneNumberID, token, tokenIndex } = client
  const isEnough =
    missing === 'no_assistant' && options.mayBeNumberAlone === true && phoneNumberID !== null
  if (missing !== null && !isEnough) return { problem: setupProblem(missing) }
  if (accountID === null || token === null || tokenIndex === null) {
    return { problem: setupProblem('no_token') }
  }
  const connection = await connectionOf(payload, accountID, options)
  return connection
    ? { client, connection, token, tokenIndex }
    : { problem: setupProblem('not_connected') }
}

const setAll = async (args: SetClient, renew: () => Promise<void>): Promise<SetResult> => {
  const { actor, clientID, credentialID, forPerson, payload, seen, signal, takesOver } = args
  const address = deskAddress(payload)
  if ('problem' in address) throw new Error('SERVER_URL was not checked')
  const connected = await connectClient(payload, clientID, { forPerson, signal })
  if ('problem' in connected) return connected
  const { client, connection, token, tokenIndex } = connected
  const former = await readFormerTokens(payload.db.pool, [clientID])
  // Each request waits for its turn at Vapi: staff may edit or revoke the token meanwhile.
  const mayWrite = async (): Promise<null | SetupProblem> => {
    const now = await readSetupClient(payload, clientID)
    if (!now) return setupProblem('gone')
    return now.tokenIndex === tokenIndex ? null : setupProblem('token_changed')
  }
  const assistants: AssistantOutcome[] = []
  for (const place of placesOf(client)) {
    const { assistantID } = place
    const shown = seen?.[assistantID]
    if (seen && shown === undefined) continue
    if (isShared(place)) {
      const problem = setupProblem(place.problem)
      assistants.push({ assistantID, kind: 'refused', problem })
      continue
    }
    await renew()
    const outcome = await setPlace({
      actor,
      client,
      connection,
      credentialID: credentialID ?? null,
      former,
      mayWrite,
      payload,
      place,
      // Those of the places before, with the credential that was made for them.
      rows: await readSetups(payload.db.pool, { clientIDs: [clientID] }),
      ...(shown === undefined ? {} : { seen: shown }),
      takesOver: takesOver || shown !== undefined,
      url: address.urlFor(token),
    })
    assistants.push({ assistantID, ...outcome })
  }
  return { assistants }
}

/**
 * Sets the webhook of a client's assistants at Vapi. SERVER_URL must have been checked.
 * @returns `turn_taken` while somebody else writes for the client
 */
export const setClient = async (args: SetClient): Promise<SetResult> => {
  const { clientID, payload } = args
  const turn = await inClientTurn(payload.db.pool, clientID, (renew) => setAll(args, renew))
  return turn?.result ?? { problem: setupProblem('turn_taken') }
}
