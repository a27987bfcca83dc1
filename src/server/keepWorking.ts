import type { Payload } from 'payload'
import { describeError } from '../lib/describeError'
import { senders } from '../notify/senders'
import { keepDigests } from '../notify/startDigestLoop'
import { keepNotifying } from '../notify/startNotifyLoop'
import { keepRetention } from '../retention/startRetentionLoop'
import { keepSearch } from '../search/startSearchLoop'
import type { Settings } from '../settings/settings'
import type { Closers } from './closers'

/**
 * Does from now on what nobody asks for: deletes what is old, makes calls findable, tells clients.
 * @param closers gets what ends it
 */
export const keepWorking = ({
  closers,
  payload,
  settings,
}: {
  closers: Closers
  payload: Payload
  settings: Settings
}): void => {
  const { pool } = payload.db
  closers.add(
    keepRetention({
      days: settings.DELIVERY_RETENTION_DAYS,
      onDeleted: (count) => payload.logger.info({ count, msg: 'Deleted old webhook deliveries' }),
      onError: (error) => console.error(`Deleting old deliveries: ${describeError(error)}`),
      pool,
    }),
  )
  closers.add(
    keepRetention({
      days: settings.AUDIT_RETENTION_DAYS,
      onDeleted: (count) => payload.logger.info({ count, msg: 'Deleted old history' }),
      onError: (error) => console.error(`Deleting old history: ${describeError(error)}`),
      pool,
      what: 'history',
    }),
  )
  closers.add(
    keepSearch({
      onError: (error) => console.error(`Making calls findable: ${describeError(error)}`),
      pool,
    }),
  )
  closers.add(
    keepDigests({
      onError: (error) => console.error(`Queueing digests: ${describeError(error)}`),
      pool,
    }),
  )
  closers.add(
    keepNotifying({
      onError: (error) => console.error(`Sending notifications: ${describeError(error)}`),
      pool,
      senders: senders({ payload, settings }),
    }),
  )
}
