import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { parseCookies } from '../payload/shared'
import { callerAddress } from '../readLimit/callerAddress'

/** An e-mail as Payload stores and compares it. */
export const plainEmail = (email: string): string => email.toLowerCase().trim()

/** What tries for an account are counted by: the e-mail, so that an account that does not exist counts too. */
export const accountKey = (email: string): string =>
  createHash('sha256').update(plainEmail(email)).digest('hex').slice(0, 32)

// Begins what is signed, with a line break that no other signed text of the desk can have.
const PURPOSE = 'known device\n'

type Signed = { account: string; nonce: string; secret: string }

const signatureOf = ({ account, nonce, secret }: Signed): Buffer =>
  createHmac('sha256', secret).update(`${PURPOSE}${account} ${nonce}`).digest()

/** What a device that signed in is known by from then on, for this account alone. */
export const newDevice = ({ account, secret }: Omit<Signed, 'nonce'>): string => {
  const nonce = randomBytes(16).toString('hex')
  return `${nonce}.${signatureOf({ account, nonce, secret }).toString('hex')}`
}

/** The device's own name, when it has signed in to this account before. */
export const readDevice = (
  value: string,
  { account, secret }: Omit<Signed, 'nonce'>,
): null | string => {
  const [, nonce = '', signature = ''] = /^([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(value) ?? []
  if (nonce === '') return null
  const right = signatureOf({ account, nonce, secret })
  return timingSafeEqual(Buffer.from(signature, 'hex'), right) ? nonce : null
}

/** The cookie by which a device is known. */
export const deviceCookieName = ({ payload }: Pick<PayloadRequest, 'payload'>): string =>
  `${payload.config.cookiePrefix}-device`

/** Who tries to do something to an account. */
export type Caller = {
  /** {@link accountKey} of the account. */
  account: string
  /** Null where it cannot be told apart from everybody else's. */
  address: null | string
  /** What tries are counted by: nobody who is elsewhere uses them up. */
  bucket: string
  /** Whether the account was signed in to from this device before. */
  isKnown: boolean
}

type Asked = Pick<PayloadRequest, 'headers' | 'payload'>

/**
 * Who asks: a device that is known to the account, or whoever is at an address. Where addresses cannot
 * be told, strangers share one bucket for each account.
 */
export const callerOf = ({ headers, payload }: Asked, email: string): Caller => {
  const account = accountKey(email)
  const address = callerAddress()
  const cookie = parseCookies(headers).get(deviceCookieName({ payload })) ?? ''
  const device = readDevice(cookie, { account, secret: payload.secret })
  const from = device ?? address ?? 'anywhere'
  return { account, address, bucket: `${account}:${from}`, isKnown: device !== null }
}
