import { createHash, timingSafeEqual } from 'node:crypto'
import { MINUTE_MS } from '../lib/time/units'
import type { Sender } from './settings'
import { hmacOf, keyOf } from './signature'

/** Why a post was refused. Nothing of what was sent. */
export type RefusalReason =
  | 'network'
  | 'secret_missing'
  | 'secret_wrong'
  | 'signature_missing'
  | 'signature_wrong'
  | 'timestamp_missing'
  | 'timestamp_stale'

/** What a sender is verified by. */
export type Proof = {
  /** As received, after decompression, before any decoding to text. */
  body: Uint8Array
  header: (name: string) => null | string
  method: string
  now: Date
  /** Every form of our URL that may have been signed; called only if the URL is signed. */
  urls: () => readonly string[]
}

/** The reasons that are counted for a client. */
export type CountedReason = 'flood' | RefusalReason

const TOLERANCE_MS = 5 * MINUTE_MS
const MAX_SIGNATURES = 10

/** Compares in constant time, for any lengths, because it compares digests. */
const isEqual = (first: string | Uint8Array, second: string | Uint8Array): boolean =>
  timingSafeEqual(
    createHash('sha256').update(first).digest(),
    createHash('sha256').update(second).digest(),
  )

const checkSecret = ({ secret }: Sender, { header }: Proof): null | RefusalReason => {
  const own = header('x-vapi-secret')
  const bearer = /^bearer +(.+)$/i.exec(header('authorization') ?? '')?.[1] ?? null
  if (own === null && bearer === null) return 'secret_missing'
  // Both are compared, so that the time does not reveal which one matched.
  const matches = [own, bearer].map((given) => given !== null && isEqual(given, secret))
  return matches.includes(true) ? null : 'secret_wrong'
}

/** Epoch milliseconds of a timestamp in seconds or milliseconds. */
const readTimestamp = (text: string): null | number => {
  if (/^\d{13,14}$/.test(text)) return Number(text)
  return /^\d{9,11}(\.\d{1,9})?$/.test(text) ? Number(text) * 1000 : null
}

const checkTimestamp = (text: null | string, now: Date): null | RefusalReason => {
  if (text === null) return 'timestamp_missing'
  const at = readTimestamp(text.trim())
  if (at === null) return 'timestamp_stale'
  return Math.abs(now.getTime() - at) <= TOLERANCE_MS ? null : 'timestamp_stale'
}

/** The signatures in a header: one, or several separated by spaces, as Svix sends while a secret is rotated. */
const readSignatures = (value: string, { encoding, prefix }: Sender): Buffer[] => {
  const texts = /\s/.test(prefix) ? [value] : value.split(/ +/)
  return texts
    .slice(0, MAX_SIGNATURES)
    .filter((text) => text.startsWith(prefix))
    .map((text) => text.slice(prefix.length))
    .filter((text) => (encoding === 'hex' ? /^[0-9a-f]+$/i : /^[\w+/-]+={0,2}$/).test(text))
    .map((text) => Buffer.from(text, encoding))
}

const checkSignature = (sender: Sender, proof: Proof): null | RefusalReason => {
  const { messageIdHeader, payloadFormat, signatureHeader, timestampHeader } = sender
  const given = proof.header(signatureHeader.toLowerCase())
  if (given === null) return 'signature_missing'
  const timestamp = proof.header(timestampHeader.toLowerCase())
  if (payloadFormat.includes('{timestamp}')) {
    const stale = checkTimestamp(timestamp, proof.now)
    if (stale) return stale
  }
  const signed = {
    body: proof.body,
    messageID: proof.header(messageIdHeader.toLowerCase()) ?? '',
    method: proof.method,
    timestamp: timestamp ?? '',
  }
  const sign = (url: string): Buffer => hmacOf(sender, { ...signed, url })
  const expected = (payloadFormat.includes('{url}') ? proof.urls() : ['']).map(sign)
  const matches = readSignatures(given.trim(), sender).flatMap((signature) =>
    expected.map((each) => isEqual(signature, each)),
  )
  return matches.includes(true) ? null : 'signature_wrong'
}

/**
 * Verifies a sender; `sender.secret` is decrypted. Without a stored secret it refuses.
 * @returns null if the sender is verified, otherwise the reason
 */
export const checkProof = (sender: Sender, proof: Proof): null | RefusalReason => {
  if (sender.verification === 'none') return null
  if (sender.secret === '' || keyOf(sender).length === 0) {
    return sender.verification === 'secret' ? 'secret_wrong' : 'signature_wrong'
  }
  return sender.verification === 'secret'
    ? checkSecret(sender, proof)
    : checkSignature(sender, proof)
}
