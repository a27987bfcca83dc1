import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { parseCookies } from '../payload/shared'
import { callerAddress } from '../readLimit/callerAddress'

/** Normalizes an e-mail as Payload stores and compares it. */
export const plainEmail = (email: string): string => email.toLowerCase().trim()

/** The key by which tries for an account are counted. Made of the e-mail, so that unknown accounts count too. */
export const accountKey = (email: string): string =>
  createHash('sha256').update(plainEmail(email)).digest('hex').slice(0, 32)

// Prefix of the signed text. No other text that the desk signs has a line break here.
const PURPOSE = 'known device\n'

type Signed = { account: string; nonce: string; secret: string }

const signatureOf = ({ account, nonce, secret }: Signed): Buffer =>
  createHmac('sha256', secret).update(`${PURPOSE}${account} ${nonce}`).digest()

/** A new device cookie. It identifies the device for this account only. */
export const newDevice = ({ account, secret }: Omit<Signed, 'nonce'>): string => {
  const nonce = randomBytes(16).toString('hex')
  return `${nonce}.${signatureOf({ account, nonce, secret }).toString('hex')}`
}

/** The device's id from its cookie. Null unless it has signed in to this account before. */
export const readDevice = (
  value: string,
  { account, secret }: Omit<Signed, 'nonce'>,
): null | string => {
  const [, nonce = '', signature = ''] = /^([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(value) ?? []
  if (nonce === '') return null
  const right = signatureOf({ account, nonce, secret })
  return timingSafeEqual(Buffer.from(signature, 'hex'), right) ? nonce : null
}

/** The name of the device cookie. */
export const deviceCookieName = ({ payload }: Pick<PayloadRequest, 'payload'>): string =>
  `${payload.config.cookiePrefix}-device`

/** The caller of an action on an account. */
export type Caller = {
  /** {@link accountKey} of the account. */
  account: string
  /** The IP address. Null if all callers seem to share one. */
  address: null | string
  /** The key by which tries are counted: the account and the caller's place. Tries from elsewhere do not count. */
  bucket: string
  /** Whether this device has signed in to the account before. */
  isKnown: boolean
}

type RequestHeaders = Pick<PayloadRequest, 'headers' | 'payload'>

/**
 * Identifies a caller: by a device that the account knows, or else by the address. If addresses are
 * unknown, strangers share one bucket for each account.
 */
export const callerOf = ({ headers, payload }: RequestHeaders, email: string): Caller => {
  const account = accountKey(email)
  const address = callerAddress()
  const cookie = parseCookies(headers).get(deviceCookieName({ payload })) ?? ''
  const device = readDevice(cookie, { account, secret: payload.secret })
  const from = device ?? address ?? 'anywhere'
  return { account, address, bucket: `${account}:${from}`, isKnown: device !== null }
}
