import type { Payload } from 'payload'
import { getCall } from '../../vapiAccount/api/calls'
import type { Connection } from '../../vapiAccount/api/connection'
import { listSquads } from '../../vapiAccount/api/squads'
import { attribute } from '../../vapiAccount/attribution/attribute'
import { readBook } from '../../vapiAccount/attribution/readBook'
import { refusalOf } from './problems'

type Call = {
  /**
   * Whose the call was found to be when the account's calls were last walked over; empty: of a client that is not of the
   * account, or is gone; null: nobody's, or not seen.
   */
  attributedTo: null | string
  clientID: string
  vapiCallID: string
}

/**
 * Whether a call at Vapi is really the client's. The key reaches the calls of all clients, and whoever posts for a
 * client chooses the id of a call.
 * @throws {Refusal} if Vapi does not give the call
 */
export const isTheirs = async (
  payload: Payload,
  connection: Connection,
  { attributedTo, clientID, vapiCallID }: Call,
): Promise<boolean> => {
  if (attributedTo !== null) return attributedTo === clientID
  const asked = await getCall(connection, vapiCallID)
  if (!asked.ok) throw refusalOf(asked.problem)
  const { row } = asked.value
  const squads = row.squadID === null ? null : await listSquads(connection)
  const book = await readBook(payload, connection.accountID, squads?.ok ? squads.value : [])
  return attribute(row, book)?.clientID === clientID
}
