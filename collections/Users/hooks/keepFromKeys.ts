import type { CollectionBeforeOperationHook } from 'payload'
import { isByKey } from '../../../src/access/byKey'
import { isObject } from '../../../src/lib/values'
import { refusal } from '../../../src/refusals/refusals'

/** What a key may change of an account; whatever else there will be is for persons. */
const OPEN_TO_KEYS = new Set([
  'adminNotes',
  'businessName',
  'businessType',
  'currency',
  'emailDigest',
  'emailNotifications',
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

/** What nobody writes: a program that sends back what it has read sends these as well. */
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
 * A key that leaks must not become the account, nor raise, end or open any other: it makes no user, and
 * changes nothing by which one signs in, what one may do, or where a client's reports come in.
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
