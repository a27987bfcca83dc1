import type { Access, Endpoint, SanitizedCollectionConfig, SanitizedConfig, Where } from 'payload'
import { refuseWith } from '../refusals/refusals'
import { permissionsOf } from './holds'
import { isSuperuser } from './roles'
import { nobody } from './rules'
import { enterAdmin } from './users'

/** Superusers, and staff who may do anything at all. */
const staffWithRights: Access = async ({ req }) =>
  isSuperuser(req.user) || (await permissionsOf(req)).size > 0

/** Whoever enters the admin has a page for the own account, which Payload only shows to who may read its locks. */
const locksToRead: Access = async (args) => {
  if (await staffWithRights(args)) return true
  const { user } = args.req
  if (!user || !enterAdmin(args)) return false
  const ofUsers: Where = { 'document.relationTo': { equals: 'users' } }
  const ofOneself: Where = { 'document.value': { equals: user.id } }
  return { and: [ofUsers, ofOneself] }
}

/**
 * Payload lets everybody who is signed in read, make and delete notes of who is editing what: a client
 * could see other users' ids and lock staff out of documents.
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
 * How somebody likes the admin to look is kept for those who may enter it. Payload lets everybody who is
 * signed in keep as much as they like, and its endpoints ask no access.
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

/** Which migrations were applied is for nobody: Payload lets everybody who is signed in see and change it. */
const guardMigrations = (migrations: SanitizedCollectionConfig): void => {
  migrations.access = {
    ...migrations.access,
    create: nobody,
    delete: nobody,
    read: nobody,
    update: nobody,
  }
  // None at all is 501 in Payload.
  migrations.endpoints = []
}

const GUARDS = {
  'payload-locked-documents': guardLocks,
  'payload-migrations': guardMigrations,
  'payload-preferences': guardPreferences,
} as const

const isGuarded = (slug: string): slug is keyof typeof GUARDS => Object.hasOwn(GUARDS, slug)

/**
 * Keeps for staff what Payload stores for its admin. It adds those collections while it sanitises the
 * configuration, so their access can only be set afterwards.
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
