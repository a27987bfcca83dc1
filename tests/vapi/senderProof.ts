import { createHmac, randomUUID } from 'node:crypto'
import type { OrgState, StoredCredential } from './org'
import { rowOf, textOf } from './types'

type Post = { body: string; method: string; url: string }

const hmacHeaders = (
  plan: Record<string, unknown>,
  org: OrgState,
  { body, method, url }: Post,
): Record<string, string> => {
  const milliseconds = org.clock.now()
  const timestamp = String(
    org.modes.timestampUnit === 'ms' ? milliseconds : Math.floor(milliseconds / 1_000),
  )
  const messageID = `msg_${randomUUID()}`
  const secret = textOf(plan.secretKey) ?? ''
  const isBase64 = plan.secretIsBase64 === true
  const key = isBase64 ? Buffer.from(secret.replace(/^whsec_/, ''), 'base64') : Buffer.from(secret)
  const parts: Record<string, string> = {
    '{body}': body,
    '{method}': method,
    '{svix-id}': messageID,
    '{timestamp}': timestamp,
    '{url}': url,
  }
  const format = textOf(plan.payloadFormat) ?? '{timestamp}.{body}'
  const signed = format.replaceAll(
    /\{(?:body|method|svix-id|timestamp|url)\}/g,
    (name) => parts[name] ?? name,
  )
  const encoding = plan.signatureEncoding === 'base64' ? 'base64' : 'hex'
  const signature = createHmac(textOf(plan.algorithm) ?? 'sha256', key)
    .update(signed)
    .digest(encoding)
  const idHeader = textOf(plan.messageIdHeader)
  return {
    [textOf(plan.signatureHeader) ?? 'x-signature']:
      `${textOf(plan.signaturePrefix) ?? ''}${signature}`,
    ...(plan.includeTimestamp === false
      ? {}
      : { [textOf(plan.timestampHeader) ?? 'x-timestamp']: timestamp }),
    ...(idHeader === null ? {} : { [idHeader]: messageID }),
  }
}

const fetchToken = async (plan: Record<string, unknown>): Promise<string> => {
  const response = await fetch(String(plan.url), {
    body: new URLSearchParams({
      client_id: String(plan.clientId),
      client_secret: String(plan.clientSecret),
      grant_type: 'client_credentials',
      ...(typeof plan.scope === 'string' ? { scope: plan.scope } : {}),
    }),
    method: 'POST',
    signal: AbortSignal.timeout(5_000),
  })
  return textOf(rowOf(await response.json()).access_token) ?? ''
}

/** The headers by which a credential proves who posts. */
export const proofOf = async (
  org: OrgState,
  credential: StoredCredential,
  post: Post,
): Promise<Record<string, string>> => {
  const plan = rowOf(credential.body.authenticationPlan)
  if (plan.type === 'hmac') return hmacHeaders(plan, org, post)
  const token = plan.type === 'oauth2' ? await fetchToken(plan) : (textOf(plan.token) ?? '')
  const prefix = plan.type === 'oauth2' || plan.bearerPrefixEnabled !== false ? 'Bearer ' : ''
  return { [textOf(plan.headerName) ?? 'Authorization']: `${prefix}${token}` }
}
