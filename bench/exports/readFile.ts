import { setTimeout as sleep } from 'node:timers/promises'

type ReadFile = {
  /** How fast to read at most, in bytes a second. */
  bytesPerSecond?: number | undefined
  headers: Record<string, string>
  url: string
}

/** The size of an export, and how long it took. */
export type ReadResult = { bytes: number; lines: number; seconds: number }

/** Reads an export to its end, at most at the given rate, and discards it. */
export const readFile = async ({
  bytesPerSecond = Number.POSITIVE_INFINITY,
  headers,
  url,
}: ReadFile): Promise<ReadResult> => {
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
