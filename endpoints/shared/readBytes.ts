import type { PayloadRequest } from 'payload'
import { refusal } from '../../src/refusals/refusals'

/**
 * Reads the body of a request that is a file.
 * @throws {Refusal} BODY_TOO_LARGE as soon as it has more than `max` bytes
 */
export const readBytes = async (req: PayloadRequest, max: number): Promise<Uint8Array> => {
  if (Number(req.headers.get('content-length') ?? 0) > max) throw refusal('BODY_TOO_LARGE')
  const reader = req.body?.getReader()
  const pieces: Uint8Array[] = []
  let size = 0
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > max) {
      await reader.cancel()
      throw refusal('BODY_TOO_LARGE')
    }
    pieces.push(value)
  }
  return Buffer.concat(pieces, size)
}
