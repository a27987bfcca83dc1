import { type JsonObject, objectOf } from '../../lib/json'
import type { Answer } from './answer'
import type { Connection } from './connection'
import { objectsOf, serverURLOf, textOf } from './fields'
import { listAll } from './listAll'
import { KEEP_SQUAD } from './parsing/keep'

export type SquadMember = {
  /** null: an assistant that is only in the squad. */
  assistantID: null | string
  /** The squad gives it another server. */
  hasServerOverride: boolean
  /** The version that the squad keeps to, with the server of its time. */
  pinnedVersion: null | string
}

export type Squad = {
  id: string
  members: SquadMember[]
  /** The server that the squad gives all of its members. */
  membersServerURL: null | string
  name: null | string
}

/** Reads a squad as Vapi gives it. null: it is none. Pure. */
export const readSquad = (row: JsonObject): null | Squad => {
  const id = textOf(row.id)
  if (id === null) return null
  return {
    id,
    members: objectsOf(row.members).map((member) => ({
      assistantID: textOf(member.assistantId),
      hasServerOverride: serverURLOf(objectOf(member.assistantOverrides)) !== null,
      pinnedVersion: textOf(member.assistantVersion),
    })),
    membersServerURL: serverURLOf(objectOf(row.membersOverrides)),
    name: textOf(row.name),
  }
}

/** All squads of the account. @throws any database error */
export const listSquads = (connection: Connection): Promise<Answer<Squad[]>> =>
  listAll({ connection, keep: KEEP_SQUAD, path: '/squad', read: readSquad })
