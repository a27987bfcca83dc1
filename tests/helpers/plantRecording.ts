import { join } from 'node:path'
import type { Pool } from 'pg'
import { createCipher } from '../../src/payload/cipher'
import { newFile } from '../../src/recordings/keep/fileKey'
import { sealFrames } from '../../src/recordings/seal/frames'
import { diskStore } from '../../src/recordings/store/diskStore'
import { inChunks } from './audio'

type Plant = {
  audio: Uint8Array
  /** The id of the call in the desk. */
  callID: string
  /** `DATA_DIR` of the desk. */
  dataDir: string
  /** `PAYLOAD_SECRET` of the desk. */
  secret: string
  sql: Pool
}

/** Puts a recording into a desk that runs in another process, as if the desk had kept it. */
export const plantRecording = async ({
  audio,
  callID,
  dataDir,
  secret,
  sql,
}: Plant): Promise<void> => {
  const { id, key, name, wrappedKey } = newFile(createCipher(secret))
  const store = diskStore({ folder: join(dataDir, 'recordings') })
  const signal = AbortSignal.timeout(30_000)
  await store.put(name, sealFrames(inChunks(audio), { id, key }), { signal })
  await sql.query(
    `insert into recordings (id, client_id, call_summary_id, vapi_call_id, store, name, wrapped_key, bytes, content_type)
     select $1, client_id, id, vapi_call_id, 'disk', $3, $4, $5, 'audio/wav' from call_summaries where id = $2`,
    [id, callID, name, wrappedKey, audio.byteLength],
  )
}
