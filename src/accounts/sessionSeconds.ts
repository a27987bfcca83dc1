import type { Payload } from 'payload'
import { isStaff } from '../access/roles'
import { DAY_MS } from '../lib/time/units'
import type { User } from '../payload-types'

/** For how long clients stay signed in after their last visit. */
export const CLIENT_SESSION_DAYS = 30

/** A visit prolongs the session if the one before was longer ago than this. */
export const CLIENT_RENEWAL_MS = DAY_MS

/** How long a new session of a user lasts, in seconds: of clients 30 days, of staff as Payload has it. */
export const sessionSeconds = (
  { collections }: Pick<Payload, 'collections'>,
  user: Pick<User, 'isActive' | 'isStaff' | 'isSuperuser'>,
): number =>
  isStaff(user)
    ? collections.users.config.auth.tokenExpiration
    : CLIENT_SESSION_DAYS * (DAY_MS / 1000)
