import type { JsonObject, JsonValue } from '../lib/json'
import { objectOf } from '../lib/json'
import { MASK } from './mask'
import { hasPresignedQuery } from './secretForms'
import { findReport } from './serverMessage'
import { readInstant } from './time'

/** Where a recording can be fetched for a while. Whoever posts a report chooses it. */
export type RecordingLink = {
  /** Epoch milliseconds; null if neither the report nor the link says. */
  expiresAt: null | number
  url: string
}

const MAX_URL = 4_096
/** Since July 2026 recordings are in a private bucket: there, a link without a signature never works. */
const PRIVATE_BUCKET = /\.r2\.cloudflarestorage\.com$/i

/** Parts of a report in which links are, the current ones first (FACTS §2). */
const placesOf = (body: JsonValue): JsonObject[] => {
  const found = findReport(body)
  if (!found) return []
  const { message, root } = found
  const call = objectOf(message.call)
  return [
    objectOf(message.artifact),
    message,
    objectOf(call?.artifact),
    call,
    objectOf(root.artifact),
    root,
  ].filter((place) => place !== undefined)
}

/** Links of a part: of both speakers in one channel first, since such a file has half the size. */
const linksIn = (place: JsonObject): { isPresigned: boolean; value: JsonValue | undefined }[] => {
  const recording = objectOf(place.recording)
  return [
    { isPresigned: true, value: place.presignedMonoUrl },
    { isPresigned: false, value: objectOf(recording?.mono)?.combinedUrl },
    { isPresigned: false, value: place.recordingUrl },
    { isPresigned: true, value: place.presignedStereoUrl },
    { isPresigned: false, value: recording?.stereoUrl },
    { isPresigned: false, value: place.stereoRecordingUrl },
  ]
}

const urlOf = (value: JsonValue | undefined): null | URL => {
  if (typeof value !== 'string' || value.length > MAX_URL || value.includes(MASK)) return null
  const text = value.trim()
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  // Letters that URLs do not have take up to nine there.
  return url.href.length > MAX_URL ? null : url
}

/** `X-Amz-Date=20260914T083000Z`, as ISO 8601. */
const AMAZON_DATE = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/

/** When a presigned link says that it expires: Amazon's and Google's forms. */
const expiryOf = (url: URL): null | number => {
  const query = new Map(
    Array.from(url.searchParams, ([name, value]) => [name.toLowerCase(), value] as const),
  )
  for (const prefix of ['x-amz', 'x-goog']) {
    const made = readInstant(
      query.get(`${prefix}-date`)?.replace(AMAZON_DATE, '$1-$2-$3T$4:$5:$6Z'),
    )
    const seconds = Number(query.get(`${prefix}-expires`))
    if (made !== null && seconds > 0) return made + seconds * 1_000
  }
  return readInstant(query.get('expires'))
}

/**
 * The link to the recording in a report that is not masked yet: a presigned one if there is any, mono before stereo.
 * Links to a video, to one side, and to Vapi's private bucket without a signature are left out.
 * @returns null without one
 */
export const recordingLinkOf = (body: JsonValue): null | RecordingLink => {
  const places = placesOf(body)
  const found = places.flatMap(linksIn).flatMap(({ isPresigned, value }) => {
    const url = urlOf(value)
    return url ? [{ isPresigned: isPresigned || hasPresignedQuery(url.search), url }] : []
  })
  const best =
    found.find(({ isPresigned }) => isPresigned) ??
    found.find(({ url }) => !PRIVATE_BUCKET.test(url.hostname))
  if (!best) return null
  const said = places.map((place) => readInstant(place.presignedUrlsExpiresAt))
  const own = best.isPresigned ? said.find((instant) => instant !== null) : undefined
  return { expiresAt: expiryOf(best.url) ?? own ?? null, url: best.url.href }
}
