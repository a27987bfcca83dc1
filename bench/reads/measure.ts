import { processorTime } from '../ingest/processorTime'
import type { Loader } from '../load/loader'
import type { Server } from './desk'
import type { LoadCell, LoadRequest, LoadSeen } from './messages'
import {
  type Request,
  ROLES,
  type Role,
  requestOf,
  SHAPES,
  type Shape,
  type Subject,
} from './shapes'

/** What answers: the desk, stock Payload under Next, or PostgreSQL itself, queried with `pg`. */
export const PEERS = ['ours', 'stock', 'pg'] as const
export type Peer = (typeof PEERS)[number]

export const APIS = ['REST', 'GraphQL'] as const
export type API = (typeof APIS)[number]

/** What is compared: one kind of request, by one role, over one API, with that many calls. */
export type Case = { api: API; role: Role; rows: number; shape: Shape }

/** What was measured. Times are in milliseconds; CPU times are per request. */
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
 * The peers of a case. The desk is compared with others for the largest table only, and with PostgreSQL once
 * for both APIs.
 */
export const peersOf = ({ api }: Pick<Case, 'api'>, isLargest: boolean): readonly Peer[] => {
  if (!isLargest) return ['ours']
  return api === 'REST' ? PEERS : PEERS.filter((peer) => peer !== 'pg')
}

/** All cases. The shape of a request matters little for the cost of the APIs, and a lot for the database. */
export const casesOf = (rows: number, shapes: readonly Shape[] = SHAPES): Case[] =>
  APIS.flatMap((api) =>
    ROLES.flatMap((role) => shapes.map((shape) => ({ api, role, rows, shape }))),
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

const loadRequestOf = ({
  api,
  peer,
  request,
}: {
  api: API
  peer: Peer
  request: Request
}): LoadRequest => {
  const { graphQL, path } = (peer === 'stock' ? request.stock : undefined) ?? request
  return { graphQL: api === 'GraphQL' ? graphQL : null, path, statements: request.statements }
}

// More than are requested in a cell, so that each range is requested for the first time: the desk remembers
// for a minute how many calls it expects in a range.
const RANGES = 2_000
let shift = 0

const requestsOf = (options: { role: Role; shape: Shape; subject: Subject }): Request[] => {
  if (options.shape !== 'date range') return [requestOf(options)]
  return Array.from({ length: RANGES }, () => {
    shift += 1
    return requestOf({ ...options, shift })
  })
}

/** Measures one peer with one kind of request. */
export const measure = async (
  { api, peer, role, shape }: Omit<Case, 'rows'> & { peer: Peer },
  place: Place,
): Promise<Measured> => {
  const { authorization, concurrency, databaseURL, seconds, servers, subject } = place
  const requests = requestsOf({ role, shape, subject }).map((request) =>
    loadRequestOf({ api, peer, request }),
  )
  const appID = peer === 'pg' ? null : serverOf(peer, servers).processID
  const before = {
    app: appID === null ? 0 : processorTime(appID),
    database: processorTime(place.databaseID),
  }
  const seen = await place.loader.run({
    authorization: authorization[role],
    concurrency,
    requests,
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
