import type { Permission } from '../access/permissions'

/** What it takes to see each part of the dashboard: all of these. Each shows what its lists show. */
export const WIDGET_PERMISSIONS = {
  'busy-hours': ['call-summaries.view'],
  'calls-by-day': ['call-summaries.view'],
  'delivery-problems': ['users.view', 'webhook-deliveries.view'],
  // Of its rows, everybody sees those that they have the permission for.
  'desk-health': [],
  outcomes: ['call-summaries.view'],
  'quiet-clients': ['users.view', 'call-summaries.view'],
  'setup-progress': ['users.view'],
} as const satisfies Record<string, readonly Permission[]>

export type WidgetName = keyof typeof WIDGET_PERMISSIONS

/** What it takes to see a client's own figures. */
export const CLIENT_PERMISSIONS = ['users.view', 'call-summaries.view'] as const
