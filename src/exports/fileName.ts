import type { PayloadRequest } from 'payload'
import { isStaff } from '../access/roles'
import { knownZone, localTime } from '../lib/time/zone'

type FileName = {
  extension: string
  now?: Date
  user: Pick<
    NonNullable<PayloadRequest['user']>,
    'businessName' | 'isActive' | 'isStaff' | 'isSuperuser' | 'timezone'
  >
}

const MAX_SLUG = 40

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '')

/** A file name such as `calls-salon-ada-2026-11-22.csv`. For staff it has no business name. */
export const fileName = ({ extension, now = new Date(), user }: FileName): string => {
  const business = isStaff(user) ? '' : slug(user.businessName ?? '')
  const day = localTime(now.toISOString(), knownZone(user.timezone)).slice(0, 10)
  return `${['calls', business, day].filter(Boolean).join('-')}.${extension}`
}
