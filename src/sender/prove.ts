import { randomUUID } from 'node:crypto'
import type { Sender } from './settings'
import { hmacOf } from './signature'

type Post = { body: string; now: Date; url: string }

/**
 * The headers with which Vapi would authenticate a post; `sender.secret` is decrypted.
 */
export const proofHeaders = (
  sender: null | Sender,
  { body, now, url }: Post,
): Record<string, string> => {
  if (!sender || sender.verification === 'none') return {}
  if (sender.verification === 'secret') return { 'x-vapi-secret': sender.secret }
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const messageID = `msg_${randomUUID()}`
  const hmac = hmacOf(sender, { body, messageID, method: 'POST', timestamp, url })
  return {
    [sender.messageIdHeader]: messageID,
    [sender.timestampHeader]: timestamp,
    [sender.signatureHeader]: `${sender.prefix}${hmac.toString(sender.encoding)}`,
  }
}
