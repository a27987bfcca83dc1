import { generateTokens } from '../src/clients/bulk'
import { clientBulkAction } from './shared/clientBulkAction'
import { NO_OPTIONS } from './shared/selection'

/** `POST /api/users/generate-vapi-token`: generates a token for each selected client without one. */
export const generateVapiTokens = clientBulkAction({
  act: generateTokens,
  action: 'token_generated',
  counts: 'generated',
  options: NO_OPTIONS,
  path: '/generate-vapi-token',
})
