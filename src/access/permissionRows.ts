import { PERMISSIONS, type Permission } from './permissions'

type PermissionRow = {
  /** The collection, as the admin's menu names it. */
  label: string
  permissions: readonly Permission[]
}

const rowOf = (collection: string, label: string): PermissionRow => ({
  label,
  permissions: PERMISSIONS.filter((permission) => permission.startsWith(`${collection}.`)),
})

/** All permissions, by the collection that they are about. */
export const PERMISSION_ROWS: readonly PermissionRow[] = [
  rowOf('users', 'Users'),
  rowOf('groups', 'Groups'),
  rowOf('call-summaries', 'Call summaries'),
  rowOf('webhook-deliveries', 'Webhook deliveries'),
  rowOf('notifications', 'Notifications'),
  rowOf('vapi-accounts', 'Vapi accounts'),
  rowOf('audit-log', 'History'),
  rowOf('field-mapping', 'Field mapping'),
]

/** The permissions as options with a name in words: “History: view”. */
export const PERMISSION_OPTIONS = PERMISSION_ROWS.flatMap(({ label, permissions }) =>
  permissions.map((value) => ({ label: `${label}: ${value.split('.').at(-1)}`, value })),
)
