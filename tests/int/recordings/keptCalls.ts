import type { Payload } from 'payload'
import type pg from 'pg'
import { keepRecording } from '../../../src/recordings/keep/keepRecording'
import type { RecordingStore } from '../../../src/recordings/store/store'
import { inChunks, risingTone } from '../../helpers/audio'

type Desk = { payload: Payload; sql: pg.Pool }

let counter = 0

/** Makes a call of a client. @returns its id and that of Vapi */
export const makeCall = async (
  { sql }: Desk,
  clientID: string,
  { hasRecording = true, isTest = false, vapiCallID = '' } = {},
): Promise<{ id: string; vapiCallID: string }> => {
  counter += 1
  const named = vapiCallID || `recorded-${counter}`
  const { rows } = await sql.query<{ id: string }>(
    `insert into call_summaries (id, client_id, vapi_call_id, has_recording, is_test, started_at, reported_at, duration_seconds)
     values (gen_random_uuid(), $1, $2, $3, $4, '2026-11-20T09:05:00Z', now(), 60) returning id`,
    [clientID, named, hasRecording, isTest],
  )
  return { id: rows[0]?.id ?? '', vapiCallID: named }
}

type Keep = {
  audio?: Uint8Array
  clientID: string
  contentType?: null | string
  maxBytes?: number
  source?: AsyncIterable<Uint8Array>
  store?: RecordingStore
  vapiCallID: string
}

export const AUDIO = risingTone(15)

/** Keeps a recording, as the lane of copies does. */
export const keep = (
  { payload }: Pick<Desk, 'payload'>,
  { audio = AUDIO, contentType = 'audio/wav', source = inChunks(audio), ...rest }: Keep,
) =>
  keepRecording({
    contentType,
    payload,
    signal: AbortSignal.timeout(60_000),
    source,
    ...rest,
  })
