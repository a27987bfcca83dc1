import { createReadStream } from 'node:fs'

/** A line of a file; `bytes`: null if it is longer than is read. */
export type Line = { bytes: Buffer | null; line: number }

const CHUNK = 256 * 1024
const NEWLINE = 0x0a

const isBlank = (bytes: Buffer): boolean => bytes.toString('latin1').trim() === ''

/**
 * Reads a file line by line, without blank ones. A line longer than `maxBytes` is passed over, and never in memory
 * as a whole.
 */
export async function* readLines(path: string, maxBytes: number): AsyncGenerator<Line, void, void> {
  let line = 1
  let pieces: Buffer[] = []
  let size = 0
  const take = (piece: Buffer) => {
    size += piece.byteLength
    if (size <= maxBytes) pieces.push(piece)
    else pieces = []
  }
  const end = (): Line | null => {
    const isLong = size > maxBytes
    const bytes = Buffer.concat(pieces)
    const found = { bytes: isLong ? null : bytes, line }
    pieces = []
    size = 0
    line += 1
    return isLong || !isBlank(bytes) ? found : null
  }
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    let rest: Buffer = chunk
    for (let at = rest.indexOf(NEWLINE); at >= 0; at = rest.indexOf(NEWLINE)) {
      take(rest.subarray(0, at))
      const found = end()
      if (found) yield found
      rest = rest.subarray(at + 1)
    }
    take(rest)
  }
  const last = end()
  if (last) yield last
}
