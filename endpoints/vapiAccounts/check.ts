import type { Endpoint } from 'payload'
import { z } from 'zod'
import { refusal } from '../../src/refusals/refusals'
import { checkAccount } from '../../src/vapiAccount/accounts/check'
import { requirePermissions } from '../shared/caller'

/**
 * `POST /api/vapi-accounts/:id/check`: asks Vapi whether the account's key works. Answers with what is known of the
 * account then, as `{status, statusSince, problem, orgId, retentionDays, lastCheckedAt, hasKey, failed}`. `failed`: why
 * Vapi could not be asked now; null if it was.
 */
export const checkVapiAccount: Endpoint = {
  handler: async (req) => {
    await requirePermissions(req, 'vapi-accounts.view')
    const id = z.uuid().safeParse(req.routeParams?.id).data
    const checked =
      id && (await checkAccount(req.payload, id, req.signal ?? new AbortController().signal))
    if (!checked) throw refusal('NOT_FOUND')
    const { problem, state } = checked
    return Response.json(
      { ...state, failed: problem && { kind: problem.kind, message: problem.message } },
      { headers: { 'Cache-Control': 'no-store' } },
    )
  },
  method: 'post',
  path: '/:id/check',
}
