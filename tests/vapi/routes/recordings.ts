import { gzipSync } from 'node:zlib'
import { isPastRetention } from '../callRow'
import type { Links } from '../links'
import type { OrgState } from '../org'
import { pastRetention, refuse } from '../replies'
import type { Reply } from '../types'

/** Artifacts of a call that the API gives, by the last part of their path. */
export const ARTIFACTS: readonly string[] = [
  'assistant-recording',
  'call-logs',
  'customer-recording',
  'mono-recording',
  'pcap',
  'stereo-recording',
  'video-recording',
]

const redirect = (location: string): Reply => ({ headers: { location }, raw: '', status: 302 })

/**
 * `GET /call/{id}/mono-recording` and the others: a redirection to a link that lives 30 minutes, or what the mode
 * says.
 * @param trapURL an origin that must not be asked
 */
export const getArtifact = ({
  callID,
  kind,
  links,
  org,
  trapURL,
}: {
  callID: string
  kind: string
  links: Links
  org: OrgState
  trapURL: string
}): Reply => {
  const call = org.calls.get(callID)
  if (!call) return refuse(404, `Couldn't find call with id ${callID}`)
  if (isPastRetention(org, call.createdAt)) return pastRetention(org.modes.retentionDays ?? 14)
  const mode = org.modes.recordings
  const isKept = kind === 'mono-recording' || kind === 'stereo-recording'
  if (!isKept || mode === 'none' || call.recording === null || org.modes.isZeroRetention) {
    return refuse(404, 'No such artifact')
  }
  if (mode === 'direct') {
    const { bytes, type } = call.recording
    return { headers: { 'content-type': type }, raw: bytes, status: 200 }
  }
  if (mode === 'compressed') {
    const { bytes, type } = call.recording
    const raw = gzipSync(bytes)
    const length = { 'content-length': String(raw.byteLength) }
    return {
      headers: { 'content-encoding': 'gzip', 'content-type': type, ...length },
      raw,
      status: 200,
    }
  }
  if (mode === 'part') {
    const { bytes, type } = call.recording
    return { headers: { 'content-type': type }, raw: bytes.subarray(0, 100), status: 206 }
  }
  if (mode === 'http') return redirect('http://bucket.storage.example/rec.wav?X-Amz-Signature=leak')
  if (mode === 'private') return redirect('https://10.0.0.7/rec.wav?X-Amz-Signature=leak')
  if (mode === 'elsewhere') return redirect(`${trapURL}/rec.wav?X-Amz-Signature=leak`)
  if (mode === 'no_location') return { raw: '', status: 302 }
  const link = links.make({
    callID,
    kind: mode === 'archived' ? 'archived' : kind.replace('-recording', ''),
    orgID: org.id,
  })
  return redirect(link)
}
