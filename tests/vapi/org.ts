import { randomUUID } from 'node:crypto'
import type { Clock } from './clock'
import { type OrgModes, tidyModes } from './modes'
import { iso, type Region, type Row, rowOf } from './types'

/** An assistant as it is stored. `body` has what the API may write; the secret is never shown. */
export type StoredAssistant = {
  body: Row
  createdAt: number
  id: string
  isDeleted: boolean
  secret: null | string
  updatedAt: number
  version: number
  /** Earlier bodies with their secrets, oldest first. */
  versions: { body: Row; secret: null | string }[]
}

export type StoredNumber = {
  body: Row
  createdAt: number
  id: string
  secret: null | string
  updatedAt: number
}

export type StoredSquad = { body: Row; createdAt: number; id: string; updatedAt: number }

export type StoredCredential = { body: Row; createdAt: number; id: string; updatedAt: number }

/** A call. Times in ms; what it shows depends on the clock (`callRow.ts`). */
export type StoredCall = {
  assistantId: null | string
  /** What it says at its root beside the rest, or instead of it. */
  body: Row
  /** USD before the correction, an hour after the end. */
  cost: number
  createdAt: number
  correctedCost: number
  customer: Row | null
  endedAt: null | number
  endedReason: null | string
  id: string
  messages: Row[]
  phoneNumberId: null | string
  recording: { bytes: Uint8Array; type: string } | null
  squadId: null | string
  startedAt: null | number
  status: string
  structuredOutputs: Row | null
  summary: string
  transcript: string
  type: string
  /** Set: used instead of what the clock says. */
  updatedAt: null | number
}

/** How a post to a webhook went. */
export type Delivery = {
  attempts: { at: number; status: null | number }[]
  callID: null | string
  /** Why nothing was posted. */
  notSent: 'lost' | 'no_url' | 'not_subscribed' | null
  type: string
  url: null | string
}

/** Everything that the fake knows of one organisation. */
export type OrgState = {
  assistants: Map<string, StoredAssistant>
  calls: Map<string, StoredCall>
  clock: Clock
  credentials: Map<string, StoredCredential>
  deliveries: Delivery[]
  id: string
  key: string
  modes: OrgModes
  numbers: Map<string, StoredNumber>
  publicKey: string
  region: Region
  /** The organisation's own server, the last choice for a webhook. */
  server: Row | null
  squads: Map<string, StoredSquad>
}

/** @param retentionDays null: calls are kept for ever */
export const createOrg = ({
  clock,
  id = randomUUID(),
  key = randomUUID(),
  region = 'us',
  retentionDays = 14,
}: {
  clock: Clock
  id?: string
  key?: string
  region?: Region
  retentionDays?: null | number
}): OrgState => ({
  assistants: new Map(),
  calls: new Map(),
  clock,
  credentials: new Map(),
  deliveries: [],
  id,
  key,
  modes: { ...tidyModes(), retentionDays },
  numbers: new Map(),
  publicKey: randomUUID(),
  region,
  server: null,
  squads: new Map(),
})

const withoutNulls = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))

const UNSET_OF_SERVER: Row = {
  backoffPlan: null,
  credentialId: null,
  encryptedPaths: null,
  headers: null,
  staticIpAddressesEnabled: null,
}

/** A server block as GET shows it: everything but the secret. */
const shownServer = (org: OrgState, server: unknown): Row | null => {
  if (server === null || server === undefined) return null
  const { secret: _, ...shown } = rowOf(server)
  return { ...(org.modes.addsNulls ? UNSET_OF_SERVER : {}), ...shown }
}

/** An assistant as GET shows it. */
export const shownAssistant = (org: OrgState, stored: StoredAssistant): Row => ({
  ...stored.body,
  ...('server' in stored.body ? { server: shownServer(org, stored.body.server) } : {}),
  createdAt: iso(stored.createdAt),
  id: stored.id,
  isServerUrlSecretSet: stored.secret !== null,
  latestVersion: org.modes.versions ? `v${stored.version}` : null,
  orgId: org.id,
  updatedAt: iso(stored.updatedAt),
})

/** A phone number as GET shows it, with Twilio's secrets as the real one. */
export const shownNumber = (org: OrgState, stored: StoredNumber): Row => ({
  ...(org.modes.addsNulls ? stored.body : withoutNulls(stored.body)),
  ...('server' in stored.body ? { server: shownServer(org, stored.body.server) } : {}),
  createdAt: iso(stored.createdAt),
  id: stored.id,
  isServerUrlSecretSet: stored.secret !== null,
  orgId: org.id,
  updatedAt: iso(stored.updatedAt),
})

export const shownSquad = (org: OrgState, stored: StoredSquad): Row => ({
  ...stored.body,
  createdAt: iso(stored.createdAt),
  id: stored.id,
  orgId: org.id,
  updatedAt: iso(stored.updatedAt),
})
