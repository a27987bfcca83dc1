import { z } from 'zod'
import { endRetiredSenders } from '../src/clients/senders'
import { endRetiredTokens, revokeTokens, rotateTokens } from '../src/clients/tokens'
import { graceHoursSchema } from '../src/sender/grace'
import { clientBulkAction } from './shared/clientBulkAction'
import { NO_OPTIONS } from './shared/selection'

/**
 * `POST /api/users/rotate-vapi-token`: replaces the token of each selected client that has one. The old tokens
 * keep working for `graceHours` (default: 24).
 */
export const rotateVapiTokens = clientBulkAction({
  act: ({ options, ...rest }) => rotateTokens({ ...options, ...rest }),
  action: 'token_rotated',
  counts: 'rotated',
  options: z.strictObject({ graceHours: graceHoursSchema }),
  path: '/rotate-vapi-token',
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
