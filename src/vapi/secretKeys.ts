import { normaliseKey } from './normaliseKey'
import { remember } from './remember'

/**
 * What a key's name says about its value:
 * - `secret`: a live credential
 * - `container`: holds credentials under names we cannot know (`headers`, `credentials`)
 * - `business`: the client's own data, where names such as `password_reset` mean nothing secret
 * - `endpoint`: the URL of somebody's webhook, whose path may be the password
 * - `plain`: anything else
 */
export type KeyClass = 'secret' | 'container' | 'business' | 'endpoint' | 'plain'

const BUSINESS = new Set(['structureddata', 'structureddatamulti', 'structuredoutputs'])
const CONTAINER = /(?:headers|^credentials?)$/
const ENDPOINT = /(?:serverurl|webhookurl|webhook)$/

// Suffixes, because every provider puts its own name in front: twilioAuthToken, awsSecretAccessKey,
// hmacSecret. Plural `tokens` is not among them: llmPromptTokens is a count.
const SECRET =
  /(?:secrets?|passwords?|passwd|passphrase|pwd|apikeys?|privatekey|privatekeyid|secretkey|accesskey|accesskeyid|signingkey|encryptionkey|hmackey|gcpkey|authorization|token|authtokens|accesstokens|accountsid|cookie|connectionstring|listenurl|controlurl)$/

// The end of a name tells; one of megabytes is not worth reading.
const MAX_NAME = 100

/** Classifies a key by its name alone, whatever its case, spaces and underscores. */
export const classifyKey = remember((key): KeyClass => {
  const name = normaliseKey(key.slice(-MAX_NAME))
  if (BUSINESS.has(name)) return 'business'
  if (CONTAINER.test(name)) return 'container'
  if (SECRET.test(name)) return 'secret'
  if (ENDPOINT.test(name)) return 'endpoint'
  return 'plain'
})
