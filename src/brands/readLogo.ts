import { readJPEG } from './images/jpeg'
import { readPNG } from './images/png'
import type { ReadImage } from './images/readImage'
import { readWebP } from './images/webp'

/** The limits of a logo. They keep pages, icons and the memory of phones small. */
export const MAX_LOGO_BYTES = 200 * 1024
export const MAX_LOGO_PIXELS = 2_000
export const MIN_LOGO_PIXELS = 16

export const LOGO_TYPES = ['image/png', 'image/webp', 'image/jpeg'] as const

export type LogoType = (typeof LOGO_TYPES)[number]

/** A logo as it is stored. `bytes` hold the image alone: no texts, places or names that a program added. */
export type Logo = { bytes: Buffer; height: number; type: LogoType; width: number }

const READERS = {
  'image/jpeg': readJPEG,
  'image/png': readPNG,
  'image/webp': readWebP,
} as const satisfies Record<LogoType, ReadImage>

const isFit = (pixels: number) => pixels >= MIN_LOGO_PIXELS && pixels <= MAX_LOGO_PIXELS

/**
 * Reads what kind of image a file is, by its bytes and never by its name or declared type, and its size in pixels
 * by its header. The image itself is not decoded.
 * @returns null if it is no PNG, WebP or JPEG, goes on after the image, or is too large or too small
 */
export const readLogo = (file: Uint8Array): Logo | null => {
  if (file.byteLength > MAX_LOGO_BYTES) return null
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  for (const type of LOGO_TYPES) {
    const image = READERS[type](bytes)
    if (image) return isFit(image.height) && isFit(image.width) ? { ...image, type } : null
  }
  return null
}
