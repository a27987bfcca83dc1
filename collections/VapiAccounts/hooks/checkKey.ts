import { type CollectionBeforeChangeHook, type PayloadRequest, ValidationError } from 'payload'
import { isBlank } from '../../../src/lib/values'
import type { VapiAccount } from '../../../src/payload-types'
import { decryptKey, isKeyShaped } from '../../../src/vapiAccount/accounts/connect'
import { type Probed, probeKey } from '../../../src/vapiAccount/accounts/probe'
import { REGIONS, type Region } from '../../../src/vapiAccount/accounts/statuses'

type Field = 'key' | 'region'

/** As the form calls them. */
const LABELS = { key: 'API key', region: 'Region' } as const satisfies Record<Field, string>

const refuse = (path: Field, message: string) =>
  new ValidationError({ errors: [{ label: LABELS[path], message, path }] })

const SHAPE = 'This cannot be a key: keys have no spaces, and letters of the Latin alphabet only.'
const REFUSED =
  'Vapi refuses this key, in both regions. Copy the private key of the organisation: a public one does not work here.'
const OTHER_ORG =
  'This is the key of another organisation than the one this account is connected to. Make another account for it.'
const UNKNOWN_ORG =
  'This key shows no assistant and no number, so the desk cannot see that it is of the same organisation. Make another account for it.'

const labelOf = (region: Region): string =>
  REGIONS.find(({ value }) => value === region)?.label ?? region

const isRegion = (value: unknown): value is Region => REGIONS.some((each) => each.value === value)

const whyNot = ({ kind, message }: Extract<Probed, { kind: 'problem' }>['problem']): string => {
  if (kind === 'unpaid') return `Vapi says that the organisation has not paid: ${message}`
  if (kind === 'rate_limited') {
    return 'Vapi accepts no more requests of this organisation for a while. Try again in a minute.'
  }
  if (kind === 'blocked') {
    return 'Vapi’s network refuses this server for now, whatever the key. Try again in a quarter of an hour.'
  }
  return `The key could not be checked, so nothing was saved: ${message}`
}

/** Asks Vapi. A key that is refused is tried once in the other region, to say so. */
const orgOf = async (key: string, region: Region): Promise<null | string> => {
  const here = await probeKey({ key, region })
  if (here.kind === 'works') return here.orgId
  if (here.problem.kind !== 'key_refused') throw refuse('key', whyNot(here.problem))
  const other: Region = region === 'us' ? 'eu' : 'us'
  const there = await probeKey({ key, region: other })
  if (there.kind === 'works') {
    throw refuse('region', `The key works in another region. Choose ${labelOf(other)}.`)
  }
  throw refuse('key', REFUSED)
}

/** The label of another account of the organisation; null if there is none. */
const takenBy = async (
  req: PayloadRequest,
  orgId: string,
  id: string | undefined,
): Promise<null | string> => {
  const { docs } = await req.payload.find({
    collection: 'vapi-accounts',
    depth: 0,
    limit: 1,
    // Whether or not the user may read that account.
    overrideAccess: true,
    pagination: false,
    req,
    where: { orgId: { equals: orgId }, ...(id !== undefined && { id: { not_equals: id } }) },
  })
  return docs[0]?.label ?? null
}

type Stored = Partial<Pick<VapiAccount, 'id' | 'key' | 'orgId' | 'region'>>

/**
 * Checks a key with Vapi before it is saved, and encrypts it. A blank one keeps the stored key, which is checked
 * again when the region changes. An account keeps to the organisation of its first key.
 */
export const checkKey: CollectionBeforeChangeHook<VapiAccount> = async ({
  data,
  originalDoc,
  req,
}) => {
  const stored: Stored = originalDoc ?? {}
  const text = typeof data.key === 'string' ? data.key.trim() : ''
  const typed = isBlank(text) || text === stored.key ? null : text
  const region = isRegion(data.region) ? data.region : (stored.region ?? 'us')
  const storedKey = stored.key ? decryptKey(req.payload, stored.key) : null
  const key = typed ?? storedKey
  // A document that is saved without a key does not lose the stored one.
  const kept = { ...data, key: stored.key ?? null }
  if (key === null) return kept
  if (typed === null && region === stored.region) return kept
  if (!isKeyShaped(key)) throw refuse('key', SHAPE)

  const orgId = await orgOf(key, region)
  if (stored.orgId) {
    if (orgId === null) throw refuse('key', UNKNOWN_ORG)
    if (orgId !== stored.orgId) throw refuse('key', OTHER_ORG)
  } else if (orgId !== null) {
    const label = await takenBy(req, orgId, stored.id)
    if (label !== null) {
      throw refuse('key', `The organisation of this key is connected already, as “${label}”.`)
    }
  }
  const now = new Date().toISOString()
  return {
    ...kept,
    key: typed === null || typed === storedKey ? kept.key : req.payload.encrypt(typed),
    keyLastFour: key.slice(-4),
    lastCheckedAt: now,
    orgId: orgId ?? stored.orgId ?? null,
    problem: null,
    status: 'ok',
    statusSince: now,
  }
}
