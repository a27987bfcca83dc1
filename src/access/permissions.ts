/** The collections that groups grant permissions on. */
const GUARDED_COLLECTIONS = [
  'users',
  'groups',
  'call-summaries',
  'webhook-deliveries',
  'vapi-accounts',
] as const

/** The actions of a permission, named as in Django. */
export const PERMISSION_ACTIONS = ['view', 'add', 'change', 'delete'] as const

type GuardedCollection = (typeof GUARDED_COLLECTIONS)[number]
type PermissionAction = (typeof PERMISSION_ACTIONS)[number]

// Staff can view what the desk writes itself, and retry notifications. The mapping is a global: there is one.
const FURTHER = [
  'notifications.view',
  'notifications.change',
  'audit-log.view',
  'field-mapping.view',
  'field-mapping.change',
] as const

export type Permission = `${GuardedCollection}.${PermissionAction}` | (typeof FURTHER)[number]

/** Every permission a group can hold, as `<collection>.<action>`. */
export const PERMISSIONS: readonly Permission[] = [
  ...GUARDED_COLLECTIONS.flatMap((collection) =>
    PERMISSION_ACTIONS.map((action): Permission => `${collection}.${action}`),
  ),
  ...FURTHER,
]
