import type { Payload } from 'payload'
import { driftsOf } from '../drift/driftsOf'
import type { Drift } from '../drift/signals'
import { type AddressProblem, deskAddress } from './address'
import { readBefore } from './before'
import { type NoPlace, noPlace } from './placesOf'
import { shownURL } from './plan'
import { noteProven, readSetups, type SetupRow, type SetupState } from './rows'
import { readSetupClient } from './targets'

/** One assistant as the desk set it. */
export type SetAssistant = {
  assistantID: string
  /** The address that disconnecting puts back; null: none stood there, or it cannot be read any more. */
  beforeURL: null | string
  /** Who set it. null: it was found as somebody had set it by hand. */
  by: null | string
  /** A secret stood there that cannot be put back. */
  isSecretLost: boolean
  phoneNumberID: string
  /** Why the last try failed. */
  problem: null | string
  /** Since when a report proves it; null: none came yet. */
  provenAt: null | string
  setAt: null | string
  state: SetupState
}

/** What the desk knows of a client's webhook at Vapi, without asking there. */
export type SetupView = {
  address: 'public' | AddressProblem
  assistantIDs: string[]
  drifts: Drift[]
  /** It has a number at Vapi, whose own server may have to be told what to return. */
  hasNumber: boolean
  missing: NoPlace | null
  setups: SetAssistant[]
}

const setOf = (row: SetupRow, payload: Payload): SetAssistant => {
  const before = readBefore(row.before, (text) => payload.decrypt(text))
  return {
    assistantID: row.assistantID,
    beforeURL: shownURL(before?.url ?? null),
    by: row.by,
    isSecretLost: before?.isSecretSet === true,
    phoneNumberID: row.phoneNumberID,
    problem: row.problem,
    provenAt: row.provenAt,
    setAt: row.setAt,
    state: row.state,
  }
}

/** Reads it. @returns null if there is no such client */
export const readSetupView = async (
  payload: Payload,
  clientID: string,
): Promise<null | SetupView> => {
  const { pool } = payload.db
  const client = await readSetupClient(payload, clientID)
  if (!client) return null
  await noteProven(pool, [clientID])
  const [setups, drifts] = [
    await readSetups(pool, { clientIDs: [clientID] }),
    await driftsOf(pool, { clientIDs: [clientID] }),
  ]
  const address = deskAddress(payload)
  return {
    address: 'problem' in address ? address.problem : 'public',
    assistantIDs: client.assistantIDs,
    drifts,
    hasNumber: client.phoneNumberID !== null,
    missing: noPlace(client),
    setups: setups.map((row) => setOf(row, payload)),
  }
}
