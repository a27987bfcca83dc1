import { PERMISSIONS, type Permission } from './permissions'

/** What groups usually hold, to begin with. */
export const PRESETS = {
  everything: PERMISSIONS,
  readsCalls: ['call-summaries.view'],
  setsUpClients: [
    'users.view',
    'users.add',
    'users.change',
    'call-summaries.view',
    'webhook-deliveries.view',
    'notifications.view',
  ],
} as const satisfies Record<string, readonly Permission[]>

export type Preset = keyof typeof PRESETS
