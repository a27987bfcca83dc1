import type { Payload } from 'payload'
import { startReprojectionLoop } from '../fields/reprojection/startReprojectionLoop'
import { removeLeftFiles } from '../imports/privateFile'
import { log } from '../log'
import { senders } from '../notify/senders'
import { startDigestLoop } from '../notify/startDigestLoop'
import { startNotifyLoop } from '../notify/startNotifyLoop'
import { startCopies } from '../recordings/copies/startCopies'
import { startRecordingsLoop } from '../recordings/retention/startRecordingsLoop'
import { startRetentionLoop } from '../retention/startRetentionLoop'
import { startSearchLoop } from '../search/startSearchLoop'
import type { Settings } from '../settings/settings'
import type { Closers } from './closers'
import { startVapiLoops } from './startVapiLoops'

/** They work for minutes. The rest of the day is for whoever looks into the table. */
const SIGN_IN_REQUEST_DAYS = 1

/**
 * Starts the background work: deleting old data, indexing calls for the search, notifying clients,
 * reading past calls again.
 * @param closers gets what stops it
 */
export const startLoops = ({
  closers,
  payload,
  settings,
}: {
  closers: Closers
  payload: Payload
  settings: Settings
}): void => {
  const { pool } = payload.db
  // Never throws. Nothing waits for it.
  void removeLeftFiles(settings.DATA_DIR)
  closers.add(
    startRetentionLoop({
      days: settings.DELIVERY_RETENTION_DAYS,
      onDeleted: (count) => payload.logger.info({ count, msg: 'Deleted old webhook deliveries' }),
      onError: (err) => log.error({ err, msg: 'Deleting old deliveries failed' }),
      pool,
    }),
  )
  closers.add(
    startRetentionLoop({
      days: settings.AUDIT_RETENTION_DAYS,
      onDeleted: (count) => payload.logger.info({ count, msg: 'Deleted old history' }),
      onError: (err) => log.error({ err, msg: 'Deleting old history failed' }),
      pool,
      what: 'history',
    }),
  )
  closers.add(
    startRetentionLoop({
      days: SIGN_IN_REQUEST_DAYS,
      onDeleted: (count) => payload.logger.info({ count, msg: 'Deleted old mails to sign in' }),
      onError: (err) => log.error({ err, msg: 'Deleting old mails to sign in failed' }),
      pool,
      what: 'signIns',
    }),
  )
  closers.add(
    startRecordingsLoop({
      onDeleted: (count) => payload.logger.info({ count, msg: 'Deleted old recordings' }),
      onError: (err) => log.error({ err, msg: 'Deleting old recordings failed' }),
      pool,
      settings,
    }),
  )
  closers.add(
    startSearchLoop({
      onError: (err) => log.error({ err, msg: 'Indexing calls for the search failed' }),
      pool,
    }),
  )
  closers.add(
    startDigestLoop({
      onError: (err) => log.error({ err, msg: 'Queueing digests failed' }),
      pool,
    }),
  )
  closers.add(
    startReprojectionLoop({
      onError: (err) => log.error({ err, msg: 'Reading past calls again failed' }),
      payload,
    }),
  )
  closers.add(
    startNotifyLoop({
      onError: (err) => log.error({ err, msg: 'Sending notifications failed' }),
      pool,
      senders: senders({ payload, settings }),
    }),
  )
  closers.add(
    startCopies({
      hosts: settings.RECORDING_HOSTS,
      onError: (err) => log.error({ err, msg: 'Copying recordings failed' }),
      payload,
    }),
  )
  startVapiLoops({ closers, payload })
}
