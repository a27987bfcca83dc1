import { crc32, deflateSync } from 'node:zlib'

type Size = { height?: number; width?: number }

const pngPart = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/**
 * A grey PNG.
 * @param texts of its part `tEXt`, as programs add them
 * @param padding bytes of colour data nobody needs, which make it larger
 */
export const makePNG = ({
  height = 40,
  padding = 0,
  texts = [],
  width = 120,
}: Size & { padding?: number; texts?: readonly string[] } = {}): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.writeUInt8(8, 8)
  const pixels = deflateSync(Buffer.alloc(Math.min(height * (width + 1), 1_000_000), 0x80))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngPart('IHDR', head),
    ...texts.map((text) => pngPart('tEXt', Buffer.from(text))),
    pngPart('IDAT', Buffer.concat([pixels, Buffer.alloc(padding)])),
    pngPart('IEND', Buffer.alloc(0)),
  ])
}

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** A file that is built as a JPEG is. It shows nothing. @param comment as programs add it */
export const makeJPEG = ({
  comment,
  height = 40,
  width = 120,
}: Size & { comment?: string } = {}): Buffer => {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...(comment === undefined ? [] : [segment(0xfe, Buffer.from(comment))]),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    // A stuffed byte and a restart, which are no markers.
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
  ])
}

const chunk = (name: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

const riff = (...chunks: Buffer[]): Buffer => {
  const head = Buffer.from('RIFF0000WEBP', 'latin1')
  const body = Buffer.concat(chunks)
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

/** Files that are built as each kind of WebP is. They show nothing. */
export const makeWebP = {
  extended: ({ exif, height = 40, width = 120 }: Size & { exif?: string } = {}): Buffer => {
    const head = Buffer.alloc(10)
    head.writeUInt8(exif === undefined ? 0 : 0b1000, 0)
    head.writeUIntLE(width - 1, 4, 3)
    head.writeUIntLE(height - 1, 7, 3)
    return riff(
      chunk('VP8X', head),
      chunk('VP8L', Buffer.from([0x2f, 0, 0, 0, 0])),
      ...(exif === undefined ? [] : [chunk('EXIF', Buffer.from(exif))]),
    )
  },
  lossless: ({ height = 40, width = 120 }: Size = {}): Buffer => {
    const data = Buffer.alloc(12)
    data.writeUInt8(0x2f)
    data.writeUInt32LE((width - 1) | ((height - 1) << 14), 1)
    return riff(chunk('VP8L', data))
  },
  lossy: ({ height = 40, width = 120 }: Size = {}): Buffer => {
    const data = Buffer.alloc(16)
    data.writeUIntBE(0x9d012a, 3, 3)
    data.writeUInt16LE(width, 6)
    data.writeUInt16LE(height, 8)
    return riff(chunk('VP8 ', data))
  },
} as const
