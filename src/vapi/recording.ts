import type { JsonObject, JsonValue } from '../lib/json'
import { isJsonObject } from '../lib/json'
import { lookUp, type Names } from './lookUp'
import type { ReportMessage } from './reportSchema'

const NAMES: Names = [
  'recordingurl',
  'recording',
  'recordinguri',
  'recordinglink',
  'stereorecordingurl',
  'callrecording',
  'callrecordingurl',
  'audiourl',
  'presignedassistanturl',
  'presignedcustomerurl',
]

/** Texts by which automation tools write that there is none. */
const NONE = /^(?:null|undefined|none|n\/?a|false|-)$/i

/** True if a report contains a recording in one of its usual places. The URL is not stored (FACTS §0.5). */
export const hasRecording = ({
  artifact,
  recordingUrl,
  stereoRecordingUrl,
}: ReportMessage): boolean => {
  const { recording } = artifact ?? {}
  return [
    artifact?.presignedMonoUrl,
    artifact?.presignedStereoUrl,
    recording?.mono?.combinedUrl,
    recording?.mono?.assistantUrl,
    recording?.mono?.customerUrl,
    recording?.stereoUrl,
    artifact?.recordingUrl,
    artifact?.stereoRecordingUrl,
    recordingUrl,
    stereoRecordingUrl,
  ].some((url) => url !== undefined && !NONE.test(url))
}

/** True if a report contains a recording elsewhere, by name. */
export const hasRecordingUnder = (places: readonly (JsonObject | undefined)[]): boolean =>
  lookUp(places, NAMES, isURL) !== null

const isURL = (value: JsonValue): true | null => {
  if (isJsonObject(value)) return hasURL(value) ? true : null
  return typeof value === 'string' && /^(?:https?|s3|gs):\/\/./i.test(value.trim()) ? true : null
}

/** A URL in a recording object, such as `{ mono: { combinedUrl } }`. */
const hasURL = (recording: JsonObject): boolean =>
  Object.values(recording)
    .slice(0, 20)
    .some((value) =>
      isJsonObject(value) ? Object.values(value).slice(0, 20).some(isURLText) : isURLText(value),
    )

const isURLText = (value: JsonValue): boolean => typeof value === 'string' && isURL(value) === true
