import { remember } from '../lib/remember'
import { normaliseKey } from './normaliseKey'
import { looksLikePassword, looksRandom } from './randomLooking'

/**
 * What the name of a key says about its value:
 * - `secret`: a live credential
 * - `container`: contains credentials under unknown names (`headers`, `credentials`)
 * - `business`: the client's own data, where names such as `password_reset` do not mean a secret
 * - `perhaps`: a credential if its text looks random, else a word: `auth`, `key`, `tokens`
 * - `pass`: a password unless its text is plain words: `sipPass: "m4ple!tree"`, not `pass: "day"`
 * - `endpoint`: a webhook URL, whose path may be the password
 * - `plain`: anything else
 */
export type KeyClass =
  | 'secret'
  | 'container'
  | 'business'
  | 'perhaps'
  | 'pass'
  | 'endpoint'
  | 'plain'

const BUSINESS = new Set(['structureddata', 'structureddatamulti', 'structuredoutputs'])
const CONTAINER = /(?:headers|^credentials?)$/
const ENDPOINT =
  /(?:(?:server|webhook|hook|callback|postback|notify|notification|statuscallback)(?:ur[il]s?|endpoints?|address)|webhooks?|statuscallback)$/

// Suffixes, because every provider puts its own name in front: twilioAuthToken, awsSecretAccessKey,
// hmacSecret. Plural `tokens` is not among them: llmPromptTokens is a count.
const SECRET =
  /(?:secrets?|passwords?|passwd|passphrase|passcode|pwd|apikeys?|privatekey|privatekeyid|secretkey|accesskey|accesskeyid|accesssignature|accountkey|storagekey|signingkey|encryptionkey|hmackey|gcpkey|subscriptionkey|sessionkey|masterkey|servicekey|servicerolekey|authkey|integrationkey|licensekey|authorization|token|authtokens|accesstokens|refreshtokens|accountsid|cookies?|jwts?|connectionstring|connectionur[il]|databaseur[il]|dburl|dsn|mongour[il]|redisurl|postgresurl|listenurl|controlurl)(?:value|pem|text|string|raw|plain|base64|b64|hex|encoded|encrypted|old|new|current|previous|primary|secondary|v?\d{1,2})?$/
const PERHAPS =
  /(?:auth|bearer|keys?|tokens|sig|signature|credentials?|creds|nonce|seed)(?:value|pem|text|string|raw|base64|b64|hex|v?\d{1,2})?$/
const PASS = /(?:pass|pw|pswd|passwrd|kennwort|contrasena)(?:value)?$/

// The end of a name decides; names of megabytes need not be read.
const MAX_NAME = 100

/** Classifies a key by its name, ignoring case, spaces and underscores. */
export const classifyKey = remember((key): KeyClass => {
  const name = normaliseKey(key.slice(-MAX_NAME))
  if (BUSINESS.has(name)) return 'business'
  if (CONTAINER.test(name)) return 'container'
  if (SECRET.test(name)) return 'secret'
  if (ENDPOINT.test(name)) return 'endpoint'
  if (PERHAPS.test(name)) return 'perhaps'
  if (PASS.test(name)) return 'pass'
  return 'plain'
})

/** True if a text under a name of this class is a secret. */
export const isSecretValue = (keyClass: KeyClass, value: string): boolean => {
  switch (keyClass) {
    case 'secret':
      return true
    case 'perhaps':
      return looksRandom(value)
    case 'pass':
      return looksLikePassword(value)
    default:
      return false
  }
}
