/** What is at the beginning of a file, by its type. Anything else is not kept, whatever its sender calls it. */
const isAt = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))

/** How many bytes `audioTypeOf` needs. */
export const HEAD_BYTES = 12

const MPEG_LAYER = 0b110
const IS_MP4_AUDIO = ['M4A ', 'M4B ', 'mp41', 'mp42', 'isom', 'iso2']

/**
 * The media type of a recording by its first bytes. Null for what is no audio, such as a page or a picture.
 * @param declared the type that the sender gave
 */
export const audioTypeOf = (head: Uint8Array, declared: null | string): null | string => {
  const type = (declared ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  // Storage often knows only that it is a file.
  if (!/^(?:audio\/.+|(?:application|binary)\/octet-stream|)$/.test(type)) return null
  if (isAt(head, 0, 'RIFF') && isAt(head, 8, 'WAVE')) return 'audio/wav'
  if (isAt(head, 0, 'OggS')) return 'audio/ogg'
  if (isAt(head, 0, 'fLaC')) return 'audio/flac'
  if (isAt(head, 0, 'ID3')) return 'audio/mpeg'
  if (isAt(head, 4, 'ftyp') && IS_MP4_AUDIO.some((brand) => isAt(head, 8, brand)))
    return 'audio/mp4'
  const [first = 0, second = 0] = head
  const isSynced = first === 0xff && (second & 0b1110_0000) === 0b1110_0000
  if (isSynced && (second & MPEG_LAYER) !== 0) return 'audio/mpeg'
  if (isSynced && (second & 0b1111_0110) === 0b1111_0000) return 'audio/aac'
  return null
}
