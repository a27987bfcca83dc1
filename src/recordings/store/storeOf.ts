import { join } from 'node:path'
import type { Settings } from '../../settings/settings'
import { diskStore } from './diskStore'
import { s3Store } from './s3Store'
import type { RecordingStore, StoreKind } from './store'

/** The folder of recordings on the disk. */
export const recordingsFolder = ({ DATA_DIR }: Pick<Settings, 'DATA_DIR'>): string =>
  join(DATA_DIR, 'recordings')

const s3Of = (settings: Settings): null | RecordingStore => {
  const {
    RECORDINGS_S3_ACCESS_KEY_ID: accessKeyID,
    RECORDINGS_S3_BUCKET: bucket,
    RECORDINGS_S3_ENDPOINT: endpoint,
    RECORDINGS_S3_REGION: region,
    RECORDINGS_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = settings
  if (!accessKeyID || !bucket || !endpoint || !secretAccessKey) return null
  return s3Store({ accessKeyID, bucket, endpoint, region, secretAccessKey })
}

/** The store that gets new recordings: S3 if it is set up, else the disk. */
export const storeOf = (settings: Settings): RecordingStore =>
  s3Of(settings) ?? diskStore({ folder: recordingsFolder(settings) })

/** The store in which a recording was kept. Null if the desk cannot reach it any more. */
export const keptIn = (kind: StoreKind, settings: Settings): null | RecordingStore =>
  kind === 's3' ? s3Of(settings) : diskStore({ folder: recordingsFolder(settings) })
