import type { Pool } from 'pg'
import { DatabaseTooSlow } from '../../database/connection/deadline'
import { TooLate } from '../../database/connection/readInTime'
import { previewStoredBody } from '../../ingest/threads/storedBodies'
import type { JsonValue } from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { refusal } from '../../refusals/refusals'
import type { Mapping } from '../../vapi/mapping/mapping'
import type { PreviewedReport } from '../../vapi/mapping/preview'
import { countPlaces, type FoundPlace } from './foundPlaces'
import { recentBodies } from './recentBodies'

const DEADLINE_MS = 5_000
/** In characters. */
const MAX_VALUE = 300

/** What a mapping reads in recent reports, and which places they have. */
export type MappingPreview = {
  /** The newest report of each call. `values` by target, and by `fields.<key>`. */
  calls: {
    id: string
    startedAt: null | string
    values: PreviewedReport['values']
    vapiCallId: string
  }[]
  paths: FoundPlace[]
  /** In how many reports `paths` were looked for. */
  reports: number
}

const shortened = (value: JsonValue): JsonValue =>
  typeof value === 'string' ? cutText(value, MAX_VALUE) : value

const shortValues = (values: PreviewedReport['values']): PreviewedReport['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, { evidence, value }]) => [
      name,
      { evidence, value: shortened(value) },
    ]),
  )

type PreviewArgs = {
  /** null: the reports of all clients. */
  clientID: null | string
  mapping: Mapping | null
  pool: Pool
  signal: AbortSignal
}

const preview = async ({
  clientID,
  mapping,
  pool,
  signal,
}: PreviewArgs): Promise<MappingPreview> => {
  const deadline = Date.now() + DEADLINE_MS
  const calls = new Map<string, MappingPreview['calls'][number]>()
  const places = countPlaces()
  let reports = 0
  for await (const { call, receivedAt, startedAt, text } of recentBodies(pool, clientID)) {
    const { paths, report } = await previewStoredBody({ mapping, receivedAt, text }, deadline)
    if (signal.aborted) {
      throw refusal('TOO_MANY_REQUESTS', { message: 'A newer preview replaced this one.' })
    }
    if (!report) continue
    reports += 1
    places.add(paths)
    if (calls.has(call)) continue
    calls.set(call, {
      id: call,
      startedAt: startedAt?.toISOString() ?? null,
      values: shortValues(report.values),
      vapiCallId: report.vapiCallId,
    })
  }
  return { calls: [...calls.values()], paths: places.list(), reports }
}

/**
 * Tries a mapping on the newest kept reports, without storing anything.
 * @throws {Refusal} BUSY if it takes longer than a few seconds, TOO_MANY_REQUESTS if the signal is aborted
 */
export const previewMapping = async (args: PreviewArgs): Promise<MappingPreview> => {
  try {
    return await preview(args)
  } catch (error) {
    if (error instanceof DatabaseTooSlow || error instanceof TooLate) throw refusal('BUSY')
    throw error
  }
}
