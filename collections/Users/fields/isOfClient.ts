import type { Condition } from 'payload'

/** Condition for fields that only clients have: webhook, setup and notifications. */
export const isOfClient: Condition = (data) => !data?.isStaff && !data?.isSuperuser
