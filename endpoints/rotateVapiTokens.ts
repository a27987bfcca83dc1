import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { manageClients, STAFF } from '../src/access/users'
import { actorOf } from '../src/audit/actor'
import { bulkEntry } from '../src/audit/bulkEntry'
import type { BulkEntry } from '../src/audit/log'
import { endRetiredSenders } from '../src/clients/senders'
import { endRetiredTokens, revokeTokens, rotateTokens } from '../src/clients/tokens'
import { refusal } from '../src/refusals/refusals'
import { graceHoursSchema } from '../src/sender/grace'
import { countLeftBehind } from '../src/vapiAccount/drift/leftBehind'
import { runInBackground } from '../src/vapiAccount/runs/runInBackground'
import { startRuns } from '../src/vapiAccount/runs/runs'
import { clientsAtVapi } from '../src/vapiAccount/setup/clientsAtVapi'
import { sentenceOf } from '../src/vapiAccount/setup/problems'
import { rotateClient } from '../src/vapiAccount/setup/rotateClient'
import { bulkAction } from './shared/bulkAction'
import { clientBulkAction } from './shared/clientBulkAction'
import { NO_OPTIONS, selectedIDs } from './shared/selection'
import { mayWriteAtVapi, requireAddress } from './vapiSetup/permitted'

const WITHOUT =
  'Send “atVapi”: false to rotate without Vapi, and change the address there yourself.'

type Rotation = {
  /** Those whose address at Vapi has to change too. */
  atVapi: ReadonlySet<string>
  entry: BulkEntry
  graceHours: number
  req: PayloadRequest
}

/** One client, for whom somebody waits. Throws if its token stays as it is. */
const rotateOne = async (
  clientID: string,
  { entry, graceHours, req }: Rotation,
): Promise<number> => {
  const outcome = await rotateClient({
    actor: actorOf(req),
    clientID,
    entry,
    forPerson: true,
    graceHours,
    payload: req.payload,
    signal: new AbortController().signal,
  })
  if (outcome.kind === 'rotated') return 1
  if (outcome.kind === 'skipped') return 0
  const { code, message } = outcome.problem
  if (code === 'turn_taken') throw refusal('VAPI_SETUP_RUNNING')
  throw refusal('VAPI_TOKEN_KEPT', {
    message: `The token stays as it is, because its address could not be written at Vapi. ${[sentenceOf(code), message, WITHOUT].filter(Boolean).join(' ')}`,
  })
}

const startRotation = async ({ atVapi, graceHours, req }: Rotation): Promise<number> => {
  const { payload } = req
  const clientIDs = [...atVapi]
  const started = await startRuns({
    actor: actorOf(req),
    clientIDs,
    graceHours,
    kind: 'rotate',
    payload,
  })
  if (!started) throw refusal('VAPI_RUN_RUNNING')
  runInBackground(payload)
  return started.queued
}

/**
 * `POST /api/users/rotate-vapi-token`: replaces the token of each selected client that has one. The old tokens
 * keep working for `graceHours` (default: 24). Where a client's agent is at a Vapi account, the new address is written
 * there first: for one client while the caller waits, for several in a run in the background, which the answer counts
 * as `queued`. `atVapi` false leaves that to the caller. The answer's `leftBehind` counts agents that are no longer
 * these clients' and may still have their address: nothing is written there.
 */
export const rotateVapiTokens = bulkAction({
  begin: async ({ ids, options, req, selection }) => {
    const { payload } = req
    const staff = await selectedIDs({ collection: 'users', permitted: STAFF, req, selection })
    const entry = bulkEntry({
      action: 'token_rotated',
      collection: 'users',
      count: ids.length,
      req,
    })
    const atVapi = new Set(options.atVapi ? await clientsAtVapi(payload.db.pool, ids) : [])
    const rotation: Rotation = { atVapi, entry, graceHours: options.graceHours, req }
    const leftBehind = await countLeftBehind(payload.db.pool, ids)
    let [acted, queued] = [0, 0]
    if (atVapi.size > 0) {
      if (!(await mayWriteAtVapi(req))) {
        throw refusal('FORBIDDEN', {
          message: `Their addresses at Vapi have to change too, which only people may do who see Vapi accounts. ${WITHOUT}`,
        })
      }
      requireAddress(req)
      const [only] = ids
      if (ids.length === 1 && only !== undefined) acted = await rotateOne(only, rotation)
      else queued = await startRotation(rotation)
    }
    return {
      act: async (batch) => {
        const others = batch.filter((id) => !atVapi.has(id))
        if (others.length === 0) return
        acted += await rotateTokens({ entry, graceHours: options.graceHours, ids: others, payload })
      },
      result: () => ({
        rotated: acted,
        skipped: ids.length - acted - queued,
        ...(queued > 0 ? { queued } : {}),
        ...(leftBehind > 0 ? { leftBehind } : {}),
        ...(staff.length > 0 ? { staffLeftAlone: staff.length } : {}),
      }),
    }
  },
  collection: 'users',
  options: z.strictObject({ atVapi: z.boolean().default(true), graceHours: graceHoursSchema }),
  path: '/rotate-vapi-token',
  permit: manageClients,
})

/** `POST /api/users/revoke-vapi-token`: revokes all tokens of the selected clients. */
export const revokeVapiTokens = clientBulkAction({
  act: revokeTokens,
  action: 'token_revoked',
  counts: 'revoked',
  options: NO_OPTIONS,
  path: '/revoke-vapi-token',
})

/** `POST /api/users/end-retired-token`: ends the grace period of the selected clients' retired tokens. */
export const endRetiredVapiTokens = clientBulkAction({
  act: endRetiredTokens,
  action: 'former_tokens_ended',
  counts: 'ended',
  options: NO_OPTIONS,
  path: '/end-retired-token',
})

/** `POST /api/users/end-retired-secret`: ends the grace period of the selected clients' retired secrets. */
export const endRetiredVapiSecrets = clientBulkAction({
  act: endRetiredSenders,
  action: 'former_secrets_ended',
  counts: 'ended',
  options: NO_OPTIONS,
  path: '/end-retired-secret',
})
