import type { Access, Endpoint, SanitizedCollectionConfig, SanitizedConfig, Where } from 'payload'
import { refuseWith } from '../refusals/refusals'
import { permissionsOf } from './holds'
import { isSuperuser } from './roles'
import { nobody } from './rules'
import { enterAdmin } from './users'

/** Superusers, and staff with at least one permission. */
const staffWithRights: Access = async ({ req }) =>
  isSuperuser(req.user) || (await permissionsOf(req)).size > 0

/** Everybody in the admin has a page for their own account, which Payload only shows if they may read its locks. */
const locksToRead: Access = async (args) => {
  if (await staffWithRights(args)) return true
  const { user } = args.req
  if (!user || !enterAdmin(args)) return false
  const ofUsers: Where = { 'document.relationTo': { equals: 'users' } }
  const ofOneself: Where = { 'document.value': { equals: user.id } }
  return { and: [ofUsers, ofOneself] }
}

/**
 * Payload lets every signed-in user read, create and delete document locks: a client could see other
 * users' ids and lock staff out of documents.
 */
const guardLocks = (locks: SanitizedCollectionConfig): void => {
  locks.access = {
    ...locks.access,
    create: staffWithRights,
    delete: staffWithRights,
    read: locksToRead,
    update: staffWithRights,
  }
}

const ofAdmin =
  (rule: Access): Access =>
  (args) =>
    enterAdmin(args) && rule(args)

const endpointOfAdmin = ({ handler, ...endpoint }: Endpoint): Endpoint => ({
  ...endpoint,
  handler: (req) => (enterAdmin({ req }) ? handler(req) : refuseWith('PREFERENCES_OF_ADMIN')),
})

/**
 * Only users who may enter the admin have preferences for it. Payload lets every signed-in user store as many
 * as they like, and its endpoints check no access.
 */
const guardPreferences = (preferences: SanitizedCollectionConfig): void => {
  const { create, delete: remove, read, update } = preferences.access
  preferences.access = {
    ...preferences.access,
    create: ofAdmin(create),
    delete: ofAdmin(remove),
    read: ofAdmin(read),
    update: ofAdmin(update),
  }
  if (preferences.endpoints) {
    preferences.endpoints = preferences.endpoints.map(endpointOfAdmin)
  }
}

/** Nobody may read or change the list of applied migrations. Payload lets every signed-in user do so. */
const guardMigrations = (migrations: SanitizedCollectionConfig): void => {
  migrations.access = {
    ...migrations.access,
    create: nobody,
    delete: nobody,
    read: nobody,
    update: nobody,
  }
  // An empty list; with `false` Payload would answer 501.
  migrations.endpoints = []
}

const GUARDS = {
  'payload-locked-documents': guardLocks,
  'payload-migrations': guardMigrations,
  'payload-preferences': guardPreferences,
} as const

const isGuarded = (slug: string): slug is keyof typeof GUARDS => Object.hasOwn(GUARDS, slug)

/**
 * Restricts what Payload stores for its admin to staff. Payload adds those collections while it sanitizes
 * the configuration, so their access can only be set afterwards.
 */
export const guardAdminData = async (
  config: Promise<SanitizedConfig>,
): Promise<SanitizedConfig> => {
  const sanitized = await config
  for (const collection of sanitized.collections) {
    if (isGuarded(collection.slug)) GUARDS[collection.slug](collection)
  }
  return sanitized
}
