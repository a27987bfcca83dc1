import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate in PEM, and its private key. */
export type Certificate = { cert: string; key: string }

type Issuer = { key: KeyObject; name: string }

/** An authority of a test's own. */
export type Authority = { cert: string; issue: (subject: Subject) => Certificate }

type Subject = { days?: number; from?: Date; isAuthority?: boolean; name: string }

const DAY_MS = 24 * 60 * 60 * 1000

// DER, as far as X.509 (RFC 5280) needs it.
const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff]
  // As short as can be, or browsers refuse it.
  const size = length < 0x80 ? bytes : [0x80 + bytes.length, ...bytes]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
// Without the century: until 2050 nothing else is allowed.
const time = (date: Date) =>
  der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`))
const nameOf = (name: string) =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))))
const extension = (id: string, value: Uint8Array) =>
  sequence(oid(id), der(0x01, Buffer.from([0xff])), der(0x04, value))
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))
const V3 = der(0xa0, der(0x02, Buffer.from([2])))

const pem = (bytes: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(bytes)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
    .trimEnd()}\n-----END CERTIFICATE-----\n`

const certify = (
  { days = 90, from = new Date(Date.now() - DAY_MS), isAuthority = false, name }: Subject,
  publicKey: KeyObject,
  issuer: Issuer,
): string => {
  const extensions = sequence(
    extension('551d13', sequence(...(isAuthority ? [der(0x01, Buffer.from([0xff]))] : []))),
    extension('551d11', sequence(der(0x82, Buffer.from(name)))),
  )
  const unsigned = sequence(
    V3,
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ECDSA_WITH_SHA256,
    nameOf(issuer.name),
    sequence(time(from), time(new Date(Date.now() + days * DAY_MS))),
    nameOf(name),
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, extensions),
  )
  const signature = sign('sha256', unsigned, issuer.key)
  return pem(sequence(unsigned, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature)))
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const keyText = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString()

/** A certificate that nobody but its owner vouches for. */
export const selfSigned = (subject: Subject): Certificate => {
  const { privateKey, publicKey } = newKeys()
  const cert = certify(subject, publicKey, { key: privateKey, name: subject.name })
  return { cert, key: keyText(privateKey) }
}

/** Makes an authority, for a server's certificates in a test without a network. */
export const makeAuthority = (name = 'Authority of a test'): Authority => {
  const { privateKey, publicKey } = newKeys()
  const issuer = { key: privateKey, name }
  return {
    cert: certify({ isAuthority: true, name }, publicKey, issuer),
    issue: (subject) => {
      const own = newKeys()
      return { cert: certify(subject, own.publicKey, issuer), key: keyText(own.privateKey) }
    },
  }
}
