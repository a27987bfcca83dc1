import type { Permission } from '../access/permissions'

/** The permissions that each widget needs, all of them. A widget shows what its lists show. */
export const WIDGET_PERMISSIONS = {
  'busy-hours': ['call-summaries.view'],
  'calls-by-day': ['call-summaries.view'],
  'client-feedback': ['users.view', 'call-summaries.view'],
  'delivery-problems': ['users.view', 'webhook-deliveries.view'],
  // Each user sees the rows for which they have the permission.
  'desk-health': [],
  'first-steps': [],
  outcomes: ['call-summaries.view'],
  'quiet-clients': ['users.view', 'call-summaries.view'],
  'setup-progress': ['users.view'],
  'vapi-drift': ['users.view', 'vapi-accounts.view'],
  'vapi-completeness': ['users.view'],
} as const satisfies Record<string, readonly Permission[]>

export type WidgetName = keyof typeof WIDGET_PERMISSIONS

/** The permissions that the figures on a client's page need. */
export const CLIENT_PERMISSIONS = ['users.view', 'call-summaries.view'] as const
