import { z } from 'zod'
import { readNetworks } from './networks'

/** How a client's sender proves itself: the choices of the admin. */
const VERIFICATIONS = ['none', 'secret', 'hmac'] as const
const ALGORITHMS = ['sha256', 'sha512', 'sha1'] as const
const ENCODINGS = ['hex', 'base64'] as const

/** What Vapi's credential form starts with. */
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

/** Reads what is stored of a client's sender, as Payload hands it over or as SQL does. */
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

/** Who may post for a client. In it, `secret` is in the clear or encrypted, as its holder says. */
export type Sender = z.output<typeof senderSchema>

/** What decides whether a proof is accepted, without the networks. Equal text, equal set-up. */
export const proofOf = ({ networks: _, ...sender }: Sender): string => {
  if (sender.verification === 'none') return 'none'
  if (sender.verification === 'secret') return JSON.stringify(['secret', sender.secret])
  return JSON.stringify(sender)
}
