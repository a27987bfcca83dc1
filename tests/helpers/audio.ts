/**
 * A real recording: one channel, 16 bits, a tone that rises, so that every part of it differs.
 * @param rate samples a second
 */
export const risingTone = (seconds: number, rate = 8_000): Buffer => {
  const samples = Math.round(seconds * rate)
  const data = Buffer.alloc(samples * 2)
  for (let at = 0; at < samples; at += 1) {
    const time = at / rate
    data.writeInt16LE(Math.round(8_000 * Math.sin(2 * Math.PI * (220 + 10 * time) * time)), at * 2)
  }
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

/** Bytes in chunks, as a network delivers them. */
export async function* inChunks(bytes: Uint8Array, size = 50_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size)
}

/** All of a stream. */
export const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}
