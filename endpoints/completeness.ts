import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isByKey } from '../src/access/byKey'
import { holds } from '../src/access/holds'
import { isActive, isStaff } from '../src/access/roles'
import { recordAudit } from '../src/audit/record'
import { refusal } from '../src/refusals/refusals'
import { askCheck } from '../src/vapiAccount/completeness/askCheck'
import { forClient } from '../src/vapiAccount/completeness/forClient'
import { accountOfClient } from '../src/vapiAccount/completeness/ofClient'
import { readCompleteness } from '../src/vapiAccount/completeness/readCompleteness'
import { workInBackground } from '../src/vapiAccount/walks/startVapiLoop'
import { requireLogin, requirePermissions } from './shared/caller'

const NOT_CONNECTED = 'This client is not connected to an account at Vapi.'

/** The id in the path. @throws {Refusal} NOT_FOUND */
const idOf = (req: PayloadRequest): string => {
  const id = z.uuid().safeParse(req.routeParams?.id).data
  if (id === undefined) throw refusal('NOT_FOUND')
  return id
}

/** Staff with `users.view` read that of all clients, a client its own. @throws {Refusal} as the door says */
const permittedID = async (req: PayloadRequest): Promise<string> => {
  const user = requireLogin(req)
  if (await holds(req, 'users.view')) return idOf(req)
  if (!isActive(user) || isStaff(user)) throw refusal('FORBIDDEN')
  // Whether there are others is not said.
  if (user.id !== req.routeParams?.id) throw refusal('NOT_FOUND')
  return user.id
}

const read: Endpoint = {
  handler: async (req) => {
    const clientID = await permittedID(req)
    const found = await readCompleteness(req.payload.db.pool, { clientID })
    if (!found) throw refusal('NOT_FOUND', { message: NOT_CONNECTED })
    // Where no loop runs, whoever waits for a check keeps it going.
    if (found.running) workInBackground(req.payload)
    return Response.json(isStaff(req.user) ? found : forClient(found))
  },
  method: 'get',
  path: '/:id/completeness',
}

const readOfAccount: Endpoint = {
  handler: async (req) => {
    await requirePermissions(req, 'vapi-accounts.view', 'users.view')
    const found = await readCompleteness(
      req.payload.db.pool,
      { accountID: idOf(req) },
      { timezone: req.user?.timezone ?? null },
    )
    if (!found) throw refusal('NOT_FOUND')
    return Response.json(found)
  },
  method: 'get',
  path: '/:id/completeness',
}

const refuseKeys = (req: PayloadRequest): void => {
  requireLogin(req)
  if (isByKey(req)) throw refusal('NOT_BY_KEY')
}

/** Asks for a check of an account, unless one is running. At most once a minute, whoever asks. */
const ask = async (req: PayloadRequest, accountID: string): Promise<Response> => {
  const { pool } = req.payload.db
  const { label, state: asked } = await askCheck(pool, accountID)
  if (asked === 'gone') throw refusal('NOT_FOUND')
  if (asked === 'unusable') throw refusal('VAPI_NOT_CONNECTED')
  if (asked === 'too_soon') {
    throw refusal('TOO_MANY_REQUESTS', {
      message: 'This account was checked within the last minute. Try again shortly.',
      retryAfter: 60,
    })
  }
  if (asked === 'asked') {
    workInBackground(req.payload)
    await recordAudit({
      action: 'vapi_checked',
      collection: 'vapi-accounts',
      document: accountID,
      label,
      req,
    })
  }
  return Response.json({ state: asked }, { status: 202 })
}

const PERMISSIONS = ['users.view', 'vapi-accounts.view'] as const

const check: Endpoint = {
  handler: async (req) => {
    refuseKeys(req)
    await requirePermissions(req, ...PERMISSIONS)
    const accountID = await accountOfClient(req.payload.db.pool, idOf(req))
    if (accountID === null) throw refusal('NOT_FOUND', { message: NOT_CONNECTED })
    return ask(req, accountID)
  },
  method: 'post',
  path: '/:id/completeness/check',
}

const checkAccount: Endpoint = {
  handler: async (req) => {
    refuseKeys(req)
    await requirePermissions(req, ...PERMISSIONS)
    return ask(req, idOf(req))
  },
  method: 'post',
  path: '/:id/check-now',
}

/**
 * `GET /api/users/:id/completeness`: which of a client's calls at Vapi are here, for staff and for the client itself,
 * which gets its numbers only. `POST …/check` has all of the account's calls compared again now, for staff.
 */
export const clientCompleteness: Endpoint[] = [read, check]

/** `GET /api/vapi-accounts/:id/completeness`, `POST /api/vapi-accounts/:id/check-now`: the same for an account. */
export const accountCompleteness: Endpoint[] = [readOfAccount, checkAccount]
