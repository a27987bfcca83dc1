const RATE = 16_000

/**
 * A real recording: a WAV file with a tone, 16 kHz, mono, 16 bits, as Vapi's.
 * @param hertz a low one sounds; every second is a little higher, so that places differ
 */
export const tone = (seconds: number, hertz = 330): Uint8Array => {
  const samples = Math.round(seconds * RATE)
  const file = Buffer.alloc(44 + samples * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + samples * 2, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples * 2, 40)
  for (let index = 0; index < samples; index += 1) {
    const second = Math.floor(index / RATE)
    const angle = (2 * Math.PI * (hertz + 20 * (second % 12)) * index) / RATE
    file.writeInt16LE(Math.round(8_000 * Math.sin(angle)), 44 + index * 2)
  }
  return file
}
