import { LINK_LIVES_MS, type Links } from './links'
import { EXTRA } from './modes'
import type { OrgState, StoredCall } from './org'
import { iso, type Row } from './types'

const SETTLED_MS = 5_000
const CORRECTED_MS = 60 * 60_000
const LATE_OUTPUTS_MS = 24 * 60 * 60_000

/** Where live control of calls would be. Whoever has such a URL controls the call. */
export const MONITOR_ORIGIN = 'https://phone-call-websocket.leak.example'

type Stage = 'corrected' | 'ended' | 'late' | 'open' | 'settled'

/** How far a call has settled by the clock. */
const stageOf = ({ clock, modes }: OrgState, call: StoredCall): Stage => {
  if (call.status !== 'ended' || call.endedAt === null) return 'open'
  const age = clock.now() - call.endedAt
  if (modes.withLateOutputs && age >= LATE_OUTPUTS_MS) return 'late'
  if (age >= CORRECTED_MS || modes.settlesImmediately) return 'corrected'
  return age >= SETTLED_MS ? 'settled' : 'ended'
}

/** When a call last changed, in ms: its end, its analysis, its corrected cost, its late output. */
export const updatedAtOf = (org: OrgState, call: StoredCall): number => {
  if (call.updatedAt !== null) return call.updatedAt
  const end = call.endedAt ?? call.startedAt ?? call.createdAt
  if (org.modes.settlesImmediately && stageOf(org, call) !== 'late') {
    return call.endedAt === null ? end : end + SETTLED_MS
  }
  const after = { corrected: CORRECTED_MS, ended: 0, late: LATE_OUTPUTS_MS, open: 0 }
  const stage = stageOf(org, call)
  return end + (stage === 'settled' ? SETTLED_MS : after[stage])
}

const isConnected = (call: StoredCall): boolean => call.startedAt !== null

const presigned = (org: OrgState, call: StoredCall, links: Links): Row => {
  if (call.recording === null) return {}
  const link = (kind: string) => links.make({ callID: call.id, kind, orgID: org.id })
  return {
    presignedMonoUrl: link('mono'),
    presignedStereoUrl: link('stereo'),
    presignedUrlsExpiresAt: iso(org.clock.now() + LINK_LIVES_MS),
    recordingUrl: `https://bucket.storage.example/${call.id}.wav`,
  }
}

const artifactOf = (org: OrgState, call: StoredCall, links: Links): Row => ({
  messages: call.messages,
  transcript: call.transcript,
  ...presigned(org, call, links),
  ...(call.structuredOutputs ? { structuredOutputs: call.structuredOutputs } : {}),
  ...(stageOf(org, call) === 'late'
    ? {
        structuredOutputs: {
          ...call.structuredOutputs,
          'b7c1a1de-5f0c-4f0a-9a55-000000000001': { name: 'Late output', result: 'added later' },
        },
        structuredOutputsLastUpdatedAt: iso(updatedAtOf(org, call)),
      }
    : {}),
})

const analysisOf = (call: StoredCall): Row =>
  call.summary === '' ? {} : { summary: call.summary, successEvaluation: 'true' }

/** What a call tells when it has settled: analysis, artifacts, costs. Empty before, and where nothing is kept. */
export const contentOf = (org: OrgState, call: StoredCall, links: Links): Row => {
  const stage = stageOf(org, call)
  if (stage === 'open') return {}
  const cost = stage === 'ended' ? 0 : stage === 'settled' ? call.cost : call.correctedCost
  const costs = { cost, costBreakdown: { total: cost, vapi: cost } }
  if (org.modes.isZeroRetention) return costs
  if (stage === 'ended') return { ...costs, artifact: null, analysis: null }
  if (!isConnected(call))
    return { ...costs, analysis: {}, artifact: { messages: [], transcript: '' } }
  return { ...costs, analysis: analysisOf(call), artifact: artifactOf(org, call, links) }
}

/** What identifies a call, and how it stands. */
export const headOf = (org: OrgState, call: StoredCall): Row => ({
  assistantId: call.assistantId,
  createdAt: iso(call.createdAt),
  ...(call.type === 'webCall' ? {} : { customer: call.customer }),
  endedAt: call.endedAt === null ? null : iso(call.endedAt),
  endedReason: call.endedReason,
  id: call.id,
  monitor: {
    controlUrl: `${MONITOR_ORIGIN}/${call.id}/control`,
    listenUrl: `${MONITOR_ORIGIN.replace('https', 'wss')}/${call.id}/listen`,
  },
  orgId: org.id,
  phoneNumberId: call.phoneNumberId,
  squadId: call.squadId,
  startedAt: call.startedAt === null ? null : iso(call.startedAt),
  status: call.status,
  type: call.type,
  updatedAt: iso(updatedAtOf(org, call)),
})

/** A call as `GET /call` and `GET /call/{id}` show it. */
export const callRow = (org: OrgState, call: StoredCall, links: Links): Row => {
  const row = {
    ...headOf(org, call),
    ...contentOf(org, call, links),
    ...(org.modes.addsNulls ? { ...EXTRA, name: null, schedulePlan: null } : {}),
    ...call.body,
  }
  if (org.modes.addsNulls) return row
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}

/** Whether the plan no longer has it. */
export const isPastRetention = ({ clock, modes }: OrgState, createdAt: number): boolean => {
  const days = modes.refusedAfterDays ?? modes.retentionDays
  return days !== null && createdAt < clock.now() - days * 86_400_000
}
