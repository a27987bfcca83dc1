import type { AuditedCollection } from './actions'

/**
 * Fields whose values the history may show. Of any other it only says that it changed: a new field is
 * kept out until somebody decides otherwise.
 */
export const HARMLESS: Readonly<Record<AuditedCollection, readonly string[]>> = {
  'call-summaries': [
    'callType',
    'client',
    'currency',
    'durationSeconds',
    'endedAt',
    'endedGroup',
    'hasRecording',
    'outcome',
    'price',
    'serviceName',
    'startedAt',
  ],
  groups: ['name', 'permissions'],
  notifications: [],
  users: [
    'businessName',
    'businessType',
    'currency',
    'email',
    'emailDigest',
    'emailNotifications',
    'enableAPIKey',
    'groups',
    'isActive',
    'isStaff',
    'isSuperuser',
    'name',
    'phone',
    'quietFrom',
    'quietUntil',
    'setupStatus',
    'smsNotifications',
    'timezone',
    'vapiAssistantId',
    'vapiPhoneNumber',
  ],
  'webhook-deliveries': [],
}

/** What the desk writes beside an edit; of what means something, another field tells. */
export const TECHNICAL: ReadonlySet<string> = new Set([
  'apiKey',
  'createdAt',
  'edits',
  'fieldTimes',
  'id',
  'label',
  'lastLogin',
  'lockUntil',
  'loginAttempts',
  'resetPasswordExpiration',
  'resetPasswordRequestedAt',
  'resetPasswordToken',
  'salt',
  'sessions',
  'setupStatusSince',
  'updatedAt',
  'vapiGuard',
  'vapiWebhookToken',
])

/** Columns that stand for a field whose own text is encrypted anew each time. */
export const STANDS_FOR: Readonly<Record<string, string>> = {
  apiKeyIndex: 'apiKey',
  hash: 'password',
  vapiWebhookTokenIndex: 'vapiWebhookToken',
}
