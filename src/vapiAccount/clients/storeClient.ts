import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { tokenIndex } from '../../clients/tokenIndex'
import { inOwnTransaction } from '../../database/connection/inOwnTransaction'
import { ADVISORY, lockRows } from '../../database/connection/locks'
import { requestDb } from '../../database/connection/requestDb'
import { noEmailFor } from '../../lib/noEmail'
import type { User } from '../../payload-types'
import { refusalIn } from '../../refusals/addCode'
import { refusedWhy } from '../../refusals/refusedWhy'
import { toE164 } from '../../vapi/phone'
import { generateToken } from '../../vapi/token'
import { readAssistantIDs } from '../assistantIDs'
import { type Group, marksOf, recognise } from './candidates'
import { findKnown } from './findKnown'

/** What somebody asks for: a new client, or that an existing one gets what is in the group. */
export type Asked = {
  /** An existing client that is to be connected; undefined: a new one. */
  clientID: string | undefined
  /** Undefined: the client has none yet, so that nobody can sign in and nothing is mailed. */
  email: string | undefined
  name: string
  timezone: string | undefined
}

/** `same`: somebody has it already. `client`: whose it is now. */
export type Stored =
  | { client: { id: string; label: string }; result: 'created' | 'linked' | 'same' }
  | { problem: string; result: 'error' }

type Store = {
  accountID: string
  asked: Asked
  /** Assistants that one client gets, each with its numbers. */
  groups: readonly Group[]
  req: PayloadRequest
}

type Place = Pick<
  User,
  'vapiAccount' | 'vapiAssistantId' | 'vapiAssistantIds' | 'vapiPhoneNumber' | 'vapiPhoneNumberId'
>

const MAX_TRIES = 5
const BUSY_MS = 1_000

/** Makes others who create clients of this account wait until the transaction ends. */
const lockAccount = async (req: PayloadRequest, accountID: string): Promise<void> => {
  const db = await requestDb(req)
  await db.execute(
    sql`select pg_advisory_xact_lock(${ADVISORY.vapiClients}::int, hashtext(${accountID}))`,
  )
}

/** Where a client is at Vapi: what it has already stays, and the rest is added. */
const placeOf = ({ accountID, groups }: Store, known: Partial<User>): Place => {
  const own = [known.vapiAssistantId ?? '', ...readAssistantIDs(known.vapiAssistantIds)]
  const all = [...own, ...groups.map(({ assistant }) => assistant?.id ?? '')].filter(Boolean)
  const [first = null, ...others] = new Set(all)
  const number = groups.flatMap(({ numbers }) => numbers)[0]
  return {
    vapiAccount: accountID,
    vapiAssistantId: first,
    vapiAssistantIds: others.length > 0 ? others : null,
    vapiPhoneNumber: known.vapiPhoneNumber || (number?.number ? toE164(number.number) : null),
    vapiPhoneNumberId: known.vapiPhoneNumberId || (number?.id ?? null),
  }
}

const link = async (store: Store, id: string): Promise<Stored> => {
  const { accountID, req } = store
  const { payload } = req
  await lockRows({ ids: [id], req, table: 'users' })
  const known = await payload.findByID({
    collection: 'users',
    depth: 0,
    id,
    overrideAccess: false,
    req,
  })
  if (known.isStaff || known.isSuperuser) {
    return { problem: 'This is an account of staff.', result: 'error' }
  }
  if (known.vapiAccount && known.vapiAccount !== accountID) {
    return { problem: 'This client is connected to another Vapi account.', result: 'error' }
  }
  const token = known.vapiWebhookToken ? {} : { vapiWebhookToken: generateToken() }
  const linked = await payload.update({
    collection: 'users',
    data: { ...placeOf(store, known), ...token },
    depth: 0,
    id,
    overrideAccess: false,
    req,
  })
  return { client: { id, label: linked.label || linked.email }, result: 'linked' }
}

const create = async (store: Store): Promise<Stored> => {
  const { asked, groups, req } = store
  const { email, name, timezone } = asked
  const unique = groups[0]?.key ?? ''
  const created = await req.payload.create({
    collection: 'users',
    data: {
      ...placeOf(store, {}),
      businessName: name,
      email: email ?? noEmailFor({ name, unique }),
      ...(timezone === undefined ? {} : { timezone }),
      vapiWebhookToken: generateToken(),
    },
    depth: 0,
    overrideAccess: false,
    req,
  })
  return { client: { id: created.id, label: created.label ?? name }, result: 'created' }
}

const store = async (given: Store): Promise<Stored> => {
  const { accountID, asked, groups, req } = given
  await lockAccount(req, accountID)
  const { secret } = req.payload
  const indexOf = (token: string) => tokenIndex({ secret, token })
  const known = await findKnown(req, marksOf(groups, indexOf))
  const clients = recognise(groups, { accountID, indexOf, known }).flatMap((each) => each.clients)
  const isMine = ({ id }: { id: string }) => id === asked.clientID
  const owner = clients.find(({ id, isLinked }) =>
    asked.clientID === undefined ? true : isLinked && id !== asked.clientID,
  )
  if (owner) return { client: { id: owner.id, label: owner.label }, result: 'same' }
  if (asked.clientID === undefined) return create(given)
  const mine = clients.filter(isMine)
  if (mine.length === groups.length && mine.every(({ isLinked }) => isLinked)) {
    return { client: { id: asked.clientID, label: mine[0]?.label ?? '' }, result: 'same' }
  }
  return link(given, asked.clientID)
}

/**
 * Makes a client of assistants and numbers of an account, with a webhook token, or connects an existing one to them. What
 * somebody has already is left alone, also if two people ask at the same time. No mail is sent.
 * @throws any error that is not of this one client
 */
export const storeClient = async (given: Store): Promise<Stored> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inOwnTransaction(given.req, (req) => store({ ...given, req }))
    } catch (error) {
      // Many passwords are being hashed at the moment, as the one that nobody knows has to be.
      if (refusalIn(error)?.code === 'BUSY' && attempt < MAX_TRIES) {
        await wait(BUSY_MS)
        continue
      }
      const problem = refusedWhy(error)
      if (problem === null) throw error
      return { problem, result: 'error' }
    }
  }
}
