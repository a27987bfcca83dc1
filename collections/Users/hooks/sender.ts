import { randomUUID } from 'node:crypto'
import { type FieldHook, type Payload, ValidationError } from 'payload'
import { retireSender } from '../../../src/clients/senders'
import { isBlank, isObject } from '../../../src/lib/values'
import { senderProblems } from '../../../src/sender/problems'
import { proofOf, type Sender, senderSchema } from '../../../src/sender/settings'
import { decrypted, isAsStored } from './asStored'

const GROUP = 'vapiSender'

/** A secret is pasted, mostly with a space or a line break at the end. */
export const trimSecret: FieldHook = ({ value }) =>
  typeof value === 'string' ? value.trim() : value

/** The sender as stored, its secret in the clear. */
const storedSender = (stored: unknown, payload: Payload): Sender => {
  const sender = senderSchema.safeParse(stored ?? {}).data ?? senderSchema.parse({})
  return sender.secret === ''
    ? sender
    : { ...sender, secret: decrypted(sender.secret, payload) ?? '' }
}

/** The sender as it will be: a blank secret stands for the one that is stored. */
const comingSender = (value: unknown, stored: Sender): Sender => {
  const coming = senderSchema.parse(value ?? {})
  return { ...coming, secret: isBlank(coming.secret) ? stored.secret : coming.secret }
}

/** Refuses a set-up under which no report could be accepted, as errors of the fields. */
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
 * Gives the client a new guard when who may post for it changes, so that a report is stored only by
 * what it was checked against. What was accepted before is accepted for a while longer, so that the
 * secret can be changed here and in Vapi one after the other.
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
      // Nobody has to prove anything from here on, or nobody had to: nothing to keep.
      keeps: stored.verification !== 'none' && coming.verification !== 'none',
      req,
      sender: raw,
      userID: String(originalDoc.id),
    })
  }
  return value
}

/** Stores the secret encrypted; a blank keeps the present one. */
export const keepSecret: FieldHook = ({ req, siblingDocWithLocales, value }) => {
  const stored: unknown = siblingDocWithLocales?.secret
  if (isBlank(value)) return stored ?? null
  if (typeof stored === 'string' && decrypted(stored, req.payload) === value) return stored
  return typeof value === 'string' ? req.payload.encrypt(value) : null
}

/**
 * Decrypts the sender's secret for those whom field access lets see it; lists never carry it. A hook of
 * the whole group: by the time that of the field itself would run, nothing tells any more whether the
 * secret was decrypted before.
 */
export const revealSecret: FieldHook = ({ data, findMany, req, value }) => {
  if (!isObject(value)) return value
  const { secret, ...sender } = value
  if (findMany) return sender
  if (typeof secret !== 'string') return { ...sender, secret: null }
  return { ...sender, secret: isAsStored(data) ? decrypted(secret, req.payload) : secret }
}
