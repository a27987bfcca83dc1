import { z } from 'zod'
import { endRetiredSenders } from '../src/clients/senders'
import { endRetiredTokens, revokeTokens, rotateTokens } from '../src/clients/tokens'
import { graceHoursSchema } from '../src/sender/grace'
import { clientBulkAction } from './shared/clientBulkAction'
import { NO_OPTIONS } from './shared/selection'

/**
 * `POST /api/users/rotate-vapi-token`: a new token for each selected user that has one. The old ones
 * go on working for `graceHours` (24 unless the body says otherwise).
 */
export const rotateVapiTokens = clientBulkAction({
  act: ({ options, ...rest }) => rotateTokens({ ...options, ...rest }),
  action: 'token_rotated',
  counts: 'rotated',
  options: z.strictObject({ graceHours: graceHoursSchema }),
  path: '/rotate-vapi-token',
})

/** `POST /api/users/revoke-vapi-token`: no token of the selected users works any more. */
export const revokeVapiTokens = clientBulkAction({
  act: revokeTokens,
  action: 'token_revoked',
  counts: 'revoked',
  options: NO_OPTIONS,
  path: '/revoke-vapi-token',
})

/** `POST /api/users/end-retired-token`: ends the grace of the selected users' retired tokens. */
export const endRetiredVapiTokens = clientBulkAction({
  act: endRetiredTokens,
  action: 'former_tokens_ended',
  counts: 'ended',
  options: NO_OPTIONS,
  path: '/end-retired-token',
})

/** `POST /api/users/end-retired-secret`: the selected users' former secrets stop being accepted. */
export const endRetiredVapiSecrets = clientBulkAction({
  act: endRetiredSenders,
  action: 'former_secrets_ended',
  counts: 'ended',
  options: NO_OPTIONS,
  path: '/end-retired-secret',
})
