import { processorTime } from '../ingest/processorTime'
import type { Loader } from '../load/loader'
import type { Server } from './desk'
import type { Asked, LoadCell, LoadSeen } from './messages'
import {
  type Request,
  ROLES,
  type Role,
  requestOf,
  SHAPES,
  type Shape,
  type Subject,
} from './shapes'

/** Who answers: the desk, Payload through Next, or PostgreSQL itself, asked by `pg`. */
export const PEERS = ['ours', 'stock', 'pg'] as const
export type Peer = (typeof PEERS)[number]

export const DOORS = ['REST', 'GraphQL'] as const
export type Door = (typeof DOORS)[number]

/** What is compared: one question, by one person, through one door, to so many calls. */
export type Case = { door: Door; role: Role; rows: number; shape: Shape }

/** What was measured. Times in milliseconds; CPU for each request. */
export type Measured = {
  appCPU: number
  databaseCPU: number
  p50: number
  p95: number
  rate: number
  refused: number
}

export type Series = Case & { peer: Peer; rounds: Measured[] }

/**
 * Who takes part in a case: others than the desk among the most calls only, which is what is compared, and
 * PostgreSQL once for both doors.
 */
export const peersOf = ({ door }: Pick<Case, 'door'>, isLargest: boolean): readonly Peer[] => {
  if (!isLargest) return ['ours']
  return door === 'REST' ? PEERS : PEERS.filter((peer) => peer !== 'pg')
}

/** Every case: the question matters little for what the doors cost, and everything to the database. */
export const casesOf = (rows: number, shapes: readonly Shape[] = SHAPES): Case[] =>
  DOORS.flatMap((door) =>
    ROLES.flatMap((role) => shapes.map((shape) => ({ door, role, rows, shape }))),
  )

type Place = {
  authorization: Record<Role, string>
  concurrency: number
  databaseID: number
  databaseURL: string
  loader: Loader<LoadCell, LoadSeen>
  seconds: number
  servers: { ours: Server; stock: Server | null }
  subject: Subject
}

const serverOf = (peer: Exclude<Peer, 'pg'>, servers: Place['servers']): Server => {
  const server = servers[peer]
  if (!server) throw new Error(`${peer} does not take part`)
  return server
}

const askedOf = ({ door, peer, request }: { door: Door; peer: Peer; request: Request }): Asked => {
  const { graphQL, path } = (peer === 'stock' ? request.stock : undefined) ?? request
  return { graphQL: door === 'GraphQL' ? graphQL : null, path, statements: request.statements }
}

// More than are asked in a cell, so that each range is asked for the first time: the desk remembers for a
// minute how many calls it expects in one.
const RANGES = 2_000
let shift = 0

const requestsOf = (asked: { role: Role; shape: Shape; subject: Subject }): Request[] => {
  if (asked.shape !== 'date range') return [requestOf(asked)]
  return Array.from({ length: RANGES }, () => {
    shift += 1
    return requestOf({ ...asked, shift })
  })
}

/** Lets one peer answer one question for a while. */
export const measure = async (
  { door, peer, role, shape }: Omit<Case, 'rows'> & { peer: Peer },
  place: Place,
): Promise<Measured> => {
  const { authorization, concurrency, databaseURL, seconds, servers, subject } = place
  const asked = requestsOf({ role, shape, subject }).map((request) =>
    askedOf({ door, peer, request }),
  )
  const appID = peer === 'pg' ? null : serverOf(peer, servers).processID
  const before = {
    app: appID === null ? 0 : processorTime(appID),
    database: processorTime(place.databaseID),
  }
  const seen = await place.loader.run({
    asked,
    authorization: authorization[role],
    concurrency,
    seconds,
    url: peer === 'pg' ? databaseURL : serverOf(peer, servers).url,
  })
  return {
    appCPU: appID === null ? 0 : (processorTime(appID) - before.app) / seen.answered,
    databaseCPU: (processorTime(place.databaseID) - before.database) / seen.answered,
    p50: seen.p50,
    p95: seen.p95,
    rate: (seen.answered / seen.milliseconds) * 1000,
    refused: seen.refused,
  }
}
