import { markLive } from '../src/clients/bulk'
import { clientBulkAction } from './shared/clientBulkAction'
import { NO_OPTIONS } from './shared/selection'

/** `POST /api/users/mark-setup-live`: sets the selected users' setup status to live. */
export const markSetupLive = clientBulkAction({
  act: markLive,
  action: 'changed',
  changes: { setupStatus: 'changed' },
  counts: 'updated',
  options: NO_OPTIONS,
  path: '/mark-setup-live',
})
