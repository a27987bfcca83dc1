import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type FileKey,
  FRAME_BYTES,
  openFrames,
  type Part,
  SealBroken,
  sealedPartOf,
  sealFrames,
} from '../../../src/recordings/seal/frames'
import { collect, inChunks } from '../../helpers/audio'

const SEALED_FRAME = FRAME_BYTES + 16

const newKey = (id = 'a recording'): FileKey => ({ id, key: randomBytes(32) })

const sealed = (bytes: Uint8Array, fileKey: FileKey, chunk = 50_000) =>
  collect(sealFrames(inChunks(bytes, chunk), fileKey))

type Opened = { bytes: number; chunk?: number; fileKey: FileKey; part?: Part }

const open = (file: Uint8Array, { bytes, chunk = 70_001, fileKey, part }: Opened) => {
  const wanted = part ?? { from: 0, to: bytes }
  const { from, to } = sealedPartOf(wanted, bytes)
  return collect(
    openFrames(inChunks(file.subarray(from, to), chunk), { bytes, fileKey, part: wanted }),
  )
}

const MANY = randomBytes(3 * FRAME_BYTES + 1_000)

describe('a sealed recording', () => {
  it('gives back every part of itself, however it came and is read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ max: MANY.length, min: 1 }),
        fc.integer({ max: 200_000, min: 1_000 }),
        fc.integer({ max: 200_000, min: 1_000 }),
        fc.nat(),
        fc.nat(),
        async (size, chunk, readChunk, one, other) => {
          const bytes = MANY.subarray(0, size)
          const fileKey = newKey()
          const file = await sealed(bytes, fileKey, chunk)
          const [from, to] = [one % size, (other % size) + 1].sort((a, b) => a - b)
          const part = { from: from ?? 0, to: Math.max(to ?? 1, (from ?? 0) + 1) }
          const read = await open(file, { bytes: size, chunk: readChunk, fileKey, part })
          expect(read.equals(bytes.subarray(part.from, part.to))).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it.each([1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES])(
    'has a last frame also with %i bytes',
    async (size) => {
      const fileKey = newKey()
      const bytes = MANY.subarray(0, size)
      const file = await sealed(bytes, fileKey)
      expect(file.length).toBe(size + 16 * Math.ceil(size / FRAME_BYTES))
      expect((await open(file, { bytes: size, fileKey })).equals(bytes)).toBe(true)
    },
  )

  it('shows nothing of what it holds', async () => {
    const text = Buffer.from('a sentence that nobody may read '.repeat(4_000))
    expect((await sealed(text, newKey())).includes('sentence')).toBe(false)
  })
})

describe('a sealed recording that somebody changed', () => {
  const bytes = MANY.length
  const frame = (file: Buffer, n: number) => file.subarray(n * SEALED_FRAME, (n + 1) * SEALED_FRAME)

  const changes: [string, (file: Buffer) => Buffer][] = [
    [
      'one bit',
      (file) => {
        const changed = Buffer.from(file)
        changed.writeUInt8(changed.readUInt8(100) ^ 1, 100)
        return changed
      },
    ],
    [
      'the order of its frames',
      (file) => Buffer.concat([frame(file, 1), frame(file, 0), file.subarray(2 * SEALED_FRAME)]),
    ],
    [
      'a frame left out',
      (file) => Buffer.concat([frame(file, 0), file.subarray(2 * SEALED_FRAME)]),
    ],
    ['its end', (file) => file.subarray(0, 3 * SEALED_FRAME)],
    ['all but some bytes', (file) => file.subarray(0, 20)],
    ['everything', () => Buffer.alloc(0)],
  ]

  it.each(changes)('does not open: %s', async (_, change) => {
    const fileKey = newKey()
    const file = change(await sealed(MANY, fileKey))
    await expect(open(file, { bytes, fileKey })).rejects.toThrow(SealBroken)
  })

  it('does not pass for a shorter one, even if its size is changed too', async () => {
    const fileKey = newKey()
    const file = await sealed(MANY, fileKey)
    await expect(
      open(file.subarray(0, 2 * SEALED_FRAME), { bytes: 2 * FRAME_BYTES, fileKey }),
    ).rejects.toThrow(SealBroken)
  })

  it('does not open as the file of another recording, with whichever key', async () => {
    const own = newKey()
    const file = await sealed(MANY, own)
    await expect(open(file, { bytes, fileKey: newKey() })).rejects.toThrow(SealBroken)
    await expect(open(file, { bytes, fileKey: { ...own, id: 'another' } })).rejects.toThrow(
      SealBroken,
    )
  })
})
