import { refuseWith } from '../../refusals/refusals'

/** A recording on its way: what is known of it, and its bytes. */
export type Playing = {
  body: AsyncIterable<Uint8Array>
  headers: Record<string, string>
  status: 200 | 206
}

/** A recording is data of the desk: it does nothing by itself, and nobody keeps it. */
const ALWAYS = {
  'Accept-Ranges': 'bytes',
  'Cache-Control': 'private, no-store',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
}

const ENDINGS: Readonly<Record<string, string>> = {
  'audio/aac': 'aac',
  'audio/flac': 'flac',
  'audio/mp3': 'mp3',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
}

type Named = { startedAt: Date | null | string; type: string }

/** A name without anything about the caller, such as `recording-2026-11-29-1845.wav`. Times are UTC. */
const fileName = ({ startedAt, type }: Named): string => {
  const [day, time] = startedAt === null ? [] : new Date(startedAt).toISOString().split('T')
  const when = day && time ? `-${day}-${time.slice(0, 5).replace(':', '')}` : ''
  return `recording${when}.${ENDINGS[type] ?? 'wav'}`
}

/** The headers of every answer with a recording. @param isFile it is to be saved, not played */
export const recordingHeaders = (
  named: Named,
  { isFile }: { isFile: boolean },
): Record<string, string> => ({
  ...ALWAYS,
  'Content-Disposition': `${isFile ? 'attachment' : 'inline'}; filename="${fileName(named)}"`,
  'Content-Type': named.type,
})

/** The answer to a range that the recording does not have. */
export const notSatisfiable = (bytes: number): Response =>
  refuseWith('RANGE_NOT_SATISFIABLE', {
    headers: { ...ALWAYS, 'Content-Range': `bytes */${bytes}` },
  })
