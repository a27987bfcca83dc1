import { setTimeout as sleep } from 'node:timers/promises'

type ReadFile = {
  /** How much to read at most, in bytes a second. */
  bytesPerSecond?: number | undefined
  headers: Record<string, string>
  url: string
}

/** What came of an export. */
export type Read = { bytes: number; lines: number; seconds: number }

/** Reads an export to its end, as fast as told, and keeps nothing. */
export const readFile = async ({
  bytesPerSecond = Number.POSITIVE_INFINITY,
  headers,
  url,
}: ReadFile): Promise<Read> => {
  const start = performance.now()
  const seconds = () => (performance.now() - start) / 1000
  const { body, status } = await fetch(url, { headers })
  if (status !== 200 || !body) throw new Error(`The export answered ${status}`)
  let bytes = 0
  let lines = 0
  for await (const piece of body) {
    bytes += piece.byteLength
    for (const byte of piece) if (byte === 10) lines += 1
    const ahead = bytes / bytesPerSecond - seconds()
    if (ahead > 0.01) await sleep(ahead * 1000)
  }
  return { bytes, lines, seconds: seconds() }
}
