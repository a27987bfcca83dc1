/** The actions that the history records, with their labels. */
export const AUDIT_ACTIONS = [
  { label: 'Created', value: 'created' },
  { label: 'Changed', value: 'changed' },
  { label: 'Deleted', value: 'deleted' },
  { label: 'Token generated', value: 'token_generated' },
  { label: 'Token rotated', value: 'token_rotated' },
  { label: 'Token revoked', value: 'token_revoked' },
  { label: 'Retired tokens ended', value: 'former_tokens_ended' },
  { label: 'Token shown', value: 'token_shown' },
  { label: 'Secret changed', value: 'secret_changed' },
  { label: 'Retired secrets ended', value: 'former_secrets_ended' },
  { label: 'API key created', value: 'key_made' },
  { label: 'API key revoked', value: 'key_revoked' },
  { label: 'Logged in', value: 'logged_in' },
  { label: 'Login failed', value: 'login_failed' },
  { label: 'Locked out', value: 'locked_out' },
  { label: 'Unlocked', value: 'unlocked' },
  { label: 'Logged out', value: 'logged_out' },
  { label: 'Password changed', value: 'password_changed' },
  { label: 'Password reset requested', value: 'password_reset_requested' },
  { label: 'Password reset', value: 'password_reset' },
  { label: 'Replayed', value: 'replayed' },
  { label: 'Re-read', value: 'reread' },
  { label: 'Edits given back', value: 'edits_given_back' },
  { label: 'Exported', value: 'exported' },
  { label: 'Welcome mail sent', value: 'welcome_sent' },
  { label: 'Notification retried', value: 'notification_retried' },
  { label: 'Test call sent', value: 'test_call_sent' },
  { label: 'Test call removed', value: 'test_call_removed' },
  { label: 'To do changed', value: 'follow_up_changed' },
  { label: 'Reported as wrong', value: 'feedback_given' },
  { label: 'Answered', value: 'feedback_answered' },
  { label: 'Seen as client', value: 'seen_as_client' },
  { label: 'Sign-in email requested', value: 'sign_in_requested' },
  { label: 'Signed out everywhere', value: 'signed_out_everywhere' },
  { label: 'Read again with the mapping', value: 'reprojected' },
  { label: 'Imported', value: 'imported' },
  { label: 'Webhook set at Vapi', value: 'webhook_set' },
  { label: 'Webhook put back at Vapi', value: 'webhook_put_back' },
  { label: 'Recording played', value: 'recording_played' },
  { label: 'Checked at Vapi', value: 'vapi_checked' },
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]['value']

/** The collections that have a history. */
export const AUDITED_COLLECTIONS = [
  { label: 'Users', value: 'users' },
  { label: 'Groups', value: 'groups' },
  { label: 'Call summaries', value: 'call-summaries' },
  { label: 'Webhook deliveries', value: 'webhook-deliveries' },
  { label: 'Notifications', value: 'notifications' },
  { label: 'Brands', value: 'brands' },
  { label: 'Vapi accounts', value: 'vapi-accounts' },
] as const

export type AuditedCollection = (typeof AUDITED_COLLECTIONS)[number]['value']

/** What else has a history: the settings of the desk, which are a global of Payload. */
export const AUDITED_GLOBALS = [
  { label: 'Desk settings', value: 'desk' },
  { label: 'Field mapping', value: 'field-mapping' },
] as const

/** What an entry can be about. */
export type Audited = (typeof AUDITED_GLOBALS)[number]['value'] | AuditedCollection

/**
 * Kinds of actors: staff, a client, a program with an API key, a visitor who is not signed in, or the desk
 * itself.
 */
export const ACTOR_KINDS = [
  { label: 'Staff', value: 'staff' },
  { label: 'Client', value: 'client' },
  { label: 'API key', value: 'api_key' },
  { label: 'Not signed in', value: 'visitor' },
  { label: 'The desk itself', value: 'system' },
] as const

export type ActorKind = (typeof ACTOR_KINDS)[number]['value']
