import { createHmac } from 'node:crypto'
import type { Sender } from './settings'

const PLACEHOLDER = /(\{(?:body|timestamp|method|url|svix-id)\})/

/** The secret as the key of the HMAC. */
export const keyOf = ({
  secret,
  secretIsBase64,
}: Pick<Sender, 'secret' | 'secretIsBase64'>): Buffer =>
  secretIsBase64
    ? Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    : Buffer.from(secret, 'utf8')

/** What a signature may cover. */
type Signed = {
  body: string | Uint8Array
  messageID: string
  method: string
  /** Exactly as in its header: its spelling is signed too. */
  timestamp: string
  url: string
}

/** The HMAC of a post in the client's payload format; `sender.secret` is decrypted. */
export const hmacOf = (sender: Sender, signed: Signed): Buffer => {
  const hmac = createHmac(sender.algorithm, keyOf(sender))
  for (const part of sender.payloadFormat.split(PLACEHOLDER)) {
    if (part === '{body}') hmac.update(signed.body)
    else if (part === '{timestamp}') hmac.update(signed.timestamp)
    else if (part === '{method}') hmac.update(signed.method)
    else if (part === '{url}') hmac.update(signed.url)
    else if (part === '{svix-id}') hmac.update(signed.messageID)
    else hmac.update(part)
  }
  return hmac.digest()
}
