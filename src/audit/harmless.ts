import type { AuditedCollection } from './actions'

/**
 * Fields whose values the history may show. For all others it only says that they changed, so the values of a
 * new field stay hidden until it is added here.
 */
export const HARMLESS: Readonly<Record<AuditedCollection, readonly string[]>> = {
  brands: [
    'accent',
    'hosts',
    'imprintURL',
    'name',
    'privacyURL',
    'senderName',
    'supportEmail',
    'supportPhone',
  ],
  'call-summaries': [
    'callType',
    'client',
    'currency',
    'durationSeconds',
    'endedAt',
    'endedGroup',
    'feedback.reason',
    'feedback.state',
    'followUp',
    'followUpDueAt',
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
    'language',
    'name',
    'phone',
    'quietFrom',
    'quietUntil',
    'setupStatus',
    'smsNotifications',
    'timezone',
    'vapiAssistantId',
    'vapiPhoneNumber',
    'keepRecordings',
    'recordingRetentionDays',
    'vapiAccount',
    'vapiAssistantIds',
    'vapiPhoneNumberId',
  ],
  'vapi-accounts': ['label', 'region', 'keyLastFour', 'orgId'],
  'webhook-deliveries': ['seenAt'],
}

/** Fields that the desk writes itself. The history ignores them: another field shows what matters. */
export const TECHNICAL: ReadonlySet<string> = new Set([
  'apiKey',
  'createdAt',
  'edits',
  'evidence',
  'fieldTimes',
  'foreignHash',
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

/** Columns that show whether a field has changed, if its own text is encrypted differently each time. */
export const FIELD_OF_COLUMN: Readonly<Record<string, string>> = {
  apiKeyIndex: 'apiKey',
  hash: 'password',
  vapiWebhookTokenIndex: 'vapiWebhookToken',
}
