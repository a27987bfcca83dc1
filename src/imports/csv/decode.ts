import { createReadStream } from 'node:fs'

/** The encodings in which spreadsheets save CSV. */
type Encoding = 'utf-16be' | 'utf-16le' | 'utf-8' | 'windows-1252'

const CHUNK = 256 * 1024

/** How many bytes of a file say what it is. */
const HEAD_BYTES = 64 * 1024

const decoded = async function* (path: string, decoder: TextDecoder): AsyncGenerator<string> {
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

const firstBytes = async (path: string): Promise<Buffer> => {
  for await (const chunk of createReadStream(path, { end: HEAD_BYTES - 1, highWaterMark: CHUNK })) {
    return Buffer.from(chunk)
  }
  return Buffer.alloc(0)
}

const isUTF8 = async (path: string): Promise<boolean> => {
  try {
    for await (const _ of decoded(path, new TextDecoder('utf-8', { fatal: true })));
    return true
  } catch {
    return false
  }
}

/**
 * The encoding of a text file. Excel saves “CSV UTF-8” with a byte order mark, “Unicode Text” as UTF-16, and plain
 * “CSV” in Windows-1252. What is not UTF-8 from its first to its last byte is Windows-1252.
 */
export const encodingOf = async (path: string): Promise<Encoding> => {
  const [first, second] = await firstBytes(path)
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return (await isUTF8(path)) ? 'utf-8' : 'windows-1252'
}

/** The text of a file in pieces, without its byte order mark. */
export const readText = (path: string, encoding: Encoding): AsyncGenerator<string> =>
  decoded(path, new TextDecoder(encoding))

/** The beginning of a file as text, without its byte order mark; cut anywhere. */
export const headOf = async (path: string): Promise<string> => {
  const bytes = await firstBytes(path)
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}
