import { readNetworks } from './networks'
import type { Sender } from './settings'
import { keyOf } from './signature'

/** A problem with one setting. */
type Problem = { field: keyof Sender; message: string }

const MIN_SECRET = 8
const MAX_SECRET = 1_000
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/
const BASE64 = /^(?:whsec_)?[A-Za-z0-9+/_-]+={0,2}$/

/** What a header value may be: visible ASCII, no space at either end. */
const SENDABLE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/

const secretProblem = ({ secret, secretIsBase64, verification }: Sender): null | string => {
  if (secret === '') return 'Enter the secret: without it nothing could be verified.'
  if (secret.length < MIN_SECRET || secret.length > MAX_SECRET) {
    return `Use ${MIN_SECRET} to ${MAX_SECRET} characters.`
  }
  if (verification === 'secret' && !SENDABLE.test(secret)) {
    return 'Use only characters that a header can carry: no accents and no line breaks.'
  }
  if (verification !== 'hmac' || !secretIsBase64) return null
  if (!BASE64.test(secret)) return 'This is not Base64.'
  return keyOf({ secret, secretIsBase64 }).byteLength < MIN_SECRET
    ? `Use at least ${MIN_SECRET} bytes: these characters stand for fewer.`
    : null
}

/** Finds settings under which every report, or none, would be accepted. */
export const senderProblems = (sender: Sender, networks: string): Problem[] => {
  const problems: Problem[] = []
  const add = (field: keyof Sender, message: null | string) => {
    if (message !== null) problems.push({ field, message })
  }
  const { wrong } = readNetworks(networks)
  if (wrong.length > 0) {
    add('networks', 'Write networks such as 203.0.113.0/24 or 2001:db8::/32, or “vapi”.')
  }
  if (sender.verification === 'none') return problems
  add('secret', secretProblem(sender))
  if (sender.verification !== 'hmac') return problems
  for (const field of ['signatureHeader', 'timestampHeader', 'messageIdHeader'] as const) {
    add(field, HEADER_NAME.test(sender[field]) ? null : 'This is not the name of a header.')
  }
  add(
    'payloadFormat',
    sender.payloadFormat.includes('{body}')
      ? null
      : 'It must contain {body}: else anybody could change a report on its way.',
  )
  return problems
}
