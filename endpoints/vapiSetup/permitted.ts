import type { PayloadRequest } from 'payload'
import { isByKey } from '../../src/access/byKey'
import { holds } from '../../src/access/holds'
import { refusal } from '../../src/refusals/refusals'
import { type AddressProblem, deskAddress } from '../../src/vapiAccount/setup/address'
import { IMPOSSIBLE, type SetupProblemCode, sentenceOf } from '../../src/vapiAccount/setup/problems'
import { requireLogin, requirePermissions } from '../shared/caller'

/** What the signed-in user needs to write at Vapi for a client. */
const NEEDED = ['users.change', 'vapi-accounts.view'] as const

/**
 * Lets only people in who may change clients and see accounts at Vapi.
 * @throws {Refusal} UNAUTHORIZED, NOT_BY_KEY, FORBIDDEN
 */
export const requirePerson = async (req: PayloadRequest): Promise<void> => {
  requireLogin(req)
  if (isByKey(req)) throw refusal('NOT_BY_KEY')
  await requirePermissions(req, ...NEEDED)
}

/** Whether this caller, who may change clients, may write at Vapi too. */
export const mayWriteAtVapi = async (req: PayloadRequest): Promise<boolean> =>
  !isByKey(req) && (await holds(req, 'vapi-accounts.view'))

const WHY: Readonly<Record<AddressProblem, string>> = {
  local: 'Vapi cannot reach SERVER_URL: it is an address within a network.',
  plain: 'Vapi only posts to https:// addresses. Change SERVER_URL.',
  unset: 'Vapi needs to know where the desk is. Set SERVER_URL.',
}

/** @throws {Refusal} VAPI_ADDRESS_UNREACHABLE if Vapi could not post to the desk */
export const requireAddress = ({ payload }: PayloadRequest): void => {
  const address = deskAddress(payload)
  if ('problem' in address) {
    throw refusal('VAPI_ADDRESS_UNREACHABLE', { message: WHY[address.problem] })
  }
}

/** The refusal of a problem that concerns all assistants of a client. */
export const refuseProblem = (code: SetupProblemCode) => {
  if (code === 'turn_taken') return refusal('VAPI_SETUP_RUNNING')
  if (code === 'not_connected' || code === 'vapi_key_refused') return refusal('VAPI_NOT_CONNECTED')
  const message = sentenceOf(code)
  return refusal(IMPOSSIBLE.has(code) ? 'VAPI_SETUP_REFUSED' : 'VAPI_PROBLEM', { message })
}
