import type { Answer } from './answer'
import type { Connection } from './connection'

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

/** All squads of the account. */
export const listSquads = (_connection: Connection): Promise<Answer<Squad[]>> =>
  Promise.reject(new Error('Not built yet'))
