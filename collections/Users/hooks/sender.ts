import { randomUUID } from 'node:crypto'
import { type FieldHook, type Payload, ValidationError } from 'payload'
import { retireSender } from '../../../src/clients/senders'
import { isBlank, isObject } from '../../../src/lib/values'
import { senderProblems } from '../../../src/sender/problems'
import { proofOf, type Sender, senderSchema } from '../../../src/sender/settings'
import { decrypted, isAsStored } from './asStored'

const GROUP = 'vapiSender'

/** Trims a secret. Pasted ones often end with a space or a line break. */
export const trimSecret: FieldHook = ({ value }) =>
  typeof value === 'string' ? value.trim() : value

/** The stored sender settings, with the decrypted secret. */
const storedSender = (stored: unknown, payload: Payload): Sender => {
  const sender = senderSchema.safeParse(stored ?? {}).data ?? senderSchema.parse({})
  return sender.secret === ''
    ? sender
    : { ...sender, secret: decrypted(sender.secret, payload) ?? '' }
}

/** The sender settings after the edit. A blank secret means the stored one. */
const comingSender = (value: unknown, stored: Sender): Sender => {
  const coming = senderSchema.parse(value ?? {})
  return { ...coming, secret: isBlank(coming.secret) ? stored.secret : coming.secret }
}

/** Refuses settings under which no report could be accepted, with an error at each field. */
export const refuseBadSender: FieldHook = ({ req, siblingDocWithLocales, value }) => {
  const stored = storedSender(siblingDocWithLocales?.[GROUP], req.payload)
  const networks = typeof value?.networks === 'string' ? value.networks : ''
  const problems = senderProblems(comingSender(value, stored), networks)
  if (problems.length === 0) return value
  throw new ValidationError({
    errors: problems.map(({ field, message }) => ({ message, path: `${GROUP}.${field}` })),
  })
}

/**
 * Changes the guard's version when the sender settings change, so that a report is only stored if it was
 * checked against the current ones. The old settings are accepted for a grace period, so that the secret can be
 * changed first here and then in Vapi.
 */
export const retireReplacedSender: FieldHook = async ({
  originalDoc,
  req,
  siblingData,
  siblingDocWithLocales,
  value,
}) => {
  const raw: unknown = siblingDocWithLocales?.[GROUP]
  const stored = storedSender(raw, req.payload)
  const coming = comingSender(value, stored)
  const isSameProof = proofOf(stored) === proofOf(coming)
  if (isSameProof && stored.networks.join() === coming.networks.join()) return value

  const isGuarded = coming.verification !== 'none' || coming.networks.length > 0
  siblingData.vapiGuard = isGuarded ? randomUUID() : null
  if (!isSameProof && originalDoc?.id) {
    await retireSender({
      // Without verification before or after, there are no settings to keep.
      keeps: stored.verification !== 'none' && coming.verification !== 'none',
      req,
      sender: raw,
      userID: String(originalDoc.id),
    })
  }
  return value
}

/** Encrypts the secret. A blank one keeps the current secret. */
export const keepSecret: FieldHook = ({ req, siblingDocWithLocales, value }) => {
  const stored: unknown = siblingDocWithLocales?.secret
  if (isBlank(value)) return stored ?? null
  if (typeof stored === 'string' && decrypted(stored, req.payload) === value) return stored
  return typeof value === 'string' ? req.payload.encrypt(value) : null
}

/**
 * Decrypts the sender's secret for users who may read it. Lists never have it. This is a hook of the group:
 * when a hook of the field itself ran, it could no longer know whether the secret was decrypted before.
 */
export const revealSecret: FieldHook = ({ data, findMany, req, value }) => {
  if (!isObject(value)) return value
  const { secret, ...sender } = value
  if (findMany) return sender
  if (typeof secret !== 'string') return { ...sender, secret: null }
  return { ...sender, secret: isAsStored(data) ? decrypted(secret, req.payload) : secret }
}
