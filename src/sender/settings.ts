import { z } from 'zod'
import { readNetworks } from './networks'

/** The ways to verify a sender, as the admin offers them. */
const VERIFICATIONS = ['none', 'secret', 'hmac'] as const
const ALGORITHMS = ['sha256', 'sha512', 'sha1'] as const
const ENCODINGS = ['hex', 'base64'] as const

/** The defaults of Vapi's own credential form. */
export const SENDER_DEFAULTS = {
  algorithm: 'sha256',
  encoding: 'hex',
  messageIdHeader: 'svix-id',
  payloadFormat: '{timestamp}.{body}',
  prefix: '',
  signatureHeader: 'x-signature',
  timestampHeader: 'x-timestamp',
  verification: 'none',
} as const

const blankAsDefault = (fallback: string) =>
  z
    .string()
    .nullish()
    .transform((value) => value?.trim() || fallback)

const choice = <const Values extends readonly [string, ...string[]]>(
  values: Values,
  fallback: NoInfer<Values[number]>,
) =>
  z
    .enum(values)
    .nullish()
    .transform((value) => value ?? fallback)

/** Parses a client's stored sender settings, from Payload or from SQL. */
export const senderSchema = z.object({
  algorithm: choice(ALGORITHMS, SENDER_DEFAULTS.algorithm),
  encoding: choice(ENCODINGS, SENDER_DEFAULTS.encoding),
  messageIdHeader: blankAsDefault(SENDER_DEFAULTS.messageIdHeader),
  networks: z
    .string()
    .nullish()
    .transform((value) => readNetworks(value ?? '').networks),
  payloadFormat: blankAsDefault(SENDER_DEFAULTS.payloadFormat),
  // Spaces may belong to it.
  prefix: z
    .string()
    .nullish()
    .transform((value) => value ?? SENDER_DEFAULTS.prefix),
  secret: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  secretIsBase64: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  signatureHeader: blankAsDefault(SENDER_DEFAULTS.signatureHeader),
  timestampHeader: blankAsDefault(SENDER_DEFAULTS.timestampHeader),
  verification: choice(VERIFICATIONS, SENDER_DEFAULTS.verification),
})

/** A client's sender verification. Whether `secret` is decrypted is said where it is used. */
export type Sender = z.output<typeof senderSchema>

/** Everything but the networks that decides whether a proof is accepted, as text: equal texts, equal settings. */
export const proofOf = ({ networks: _, ...sender }: Sender): string => {
  if (sender.verification === 'none') return 'none'
  if (sender.verification === 'secret') return JSON.stringify(['secret', sender.secret])
  return JSON.stringify(sender)
}
