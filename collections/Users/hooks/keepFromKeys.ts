import type { CollectionBeforeOperationHook } from 'payload'
import { isByKey } from '../../../src/access/byKey'
import { isObject } from '../../../src/lib/values'
import { refusal } from '../../../src/refusals/refusals'

/** The fields of a user that API keys may change. New fields are not open to keys until they are added. */
const OPEN_TO_KEYS = new Set([
  'adminNotes',
  'businessName',
  'businessType',
  'currency',
  'emailDigest',
  'emailNotifications',
  'followUpRule',
  'language',
  'name',
  'phone',
  'quietFrom',
  'quietUntil',
  'serviceHours',
  'setupStatus',
  'smsNotifications',
  'timezone',
  'vapiAssistantId',
  'vapiPhoneNumber',
])

/** Fields that nobody can write. Programs send them when they send back a document that they have read. */
const WRITTEN_BY_NOBODY = new Set([
  'collection',
  'createdAt',
  'hasAPIKey',
  'hasVapiToken',
  'id',
  'label',
  'lastLogin',
  'setupStatusSince',
  'updatedAt',
])

/**
 * Protects accounts from leaked API keys. A key may not create users, or change how users sign in, what they may
 * do, or where a client's reports are accepted.
 */
export const keepFromKeys: CollectionBeforeOperationHook = ({
  args,
  operation,
  overrideAccess,
  req,
}) => {
  if (overrideAccess || !isByKey(req)) return
  if (operation === 'create' || operation === 'delete') throw refusal('NOT_BY_KEY')
  if (operation !== 'update' || !('data' in args) || !isObject(args.data)) return
  const names = Object.keys(args.data).filter((name) => !WRITTEN_BY_NOBODY.has(name))
  if (names.some((name) => !OPEN_TO_KEYS.has(name))) throw refusal('NOT_BY_KEY')
}
