import type { CollectionConfig, FieldHook } from 'payload'
import { revokeAPIKey } from '../../endpoints/revokeAPIKey'
import { createKeys, readKeys } from '../../src/access/apiKeys'
import { nobody } from '../../src/access/rules'
import { clampLimit } from '../shared/clampLimit'
import { issueKey, showKeyOnce } from './hooks/issueKey'
import { recordKey } from './hooks/recordKey'

const bySystem = { create: nobody, update: nobody }

const isToCome = (value: unknown): string | true => {
  if (value === null || value === undefined) return true
  const time = value instanceof Date || typeof value === 'string' ? new Date(value).getTime() : 0
  return time > Date.now() || 'Choose a time in the future.'
}

const tidy: FieldHook = ({ value }) =>
  typeof value === 'string' ? value.replace(/\p{Cc}/gu, '').trim() : value

/**
 * Named API keys, several for each user. They cannot be changed, only revoked: Payload's update writes every
 * column, so renaming a key could restore one that is revoked at the same time.
 */
export const ApiKeys: CollectionConfig<'api-keys'> = {
  access: { create: createKeys, delete: nobody, read: readKeys, update: nobody },
  // Keys are created and listed on the page of the user, where a new key can be shown once.
  admin: { hidden: true, useAsTitle: 'name' },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  endpoints: [revokeAPIKey],
  fields: [
    {
      defaultValue: ({ req }) => req.user?.id,
      name: 'user',
      relationTo: 'users',
      required: true,
      type: 'relationship',
    },
    {
      hooks: { beforeValidate: [tidy] },
      maxLength: 100,
      name: 'name',
      required: true,
      type: 'text',
    },
    { name: 'expiresAt', type: 'date', validate: isToCome },
    { access: bySystem, name: 'prefix', type: 'text' },
    { access: bySystem, name: 'lastUsedAt', type: 'date' },
    { access: bySystem, name: 'revokedAt', type: 'date' },
    { access: bySystem, name: 'createdBy', relationTo: 'users', type: 'relationship' },
    {
      access: { ...bySystem, read: nobody },
      hooks: { afterChange: [showKeyOnce] },
      name: 'key',
      type: 'text',
      virtual: true,
    },
    {
      access: { ...bySystem, read: nobody },
      hidden: true,
      name: 'hash',
      type: 'text',
      unique: true,
    },
  ],
  hooks: {
    afterChange: [recordKey],
    beforeChange: [issueKey],
    beforeOperation: [clampLimit],
  },
  labels: { plural: 'API keys', singular: 'API key' },
  lockDocuments: false,
  slug: 'api-keys',
}
