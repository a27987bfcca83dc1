import type { CountedReason } from '../../sender/verify'
import type { DeskKey } from '../../translations/keys'
import type { Desk } from './useDesk'

const REASONS = {
  flood: 'desk:refusedFlood',
  network: 'desk:refusedNetwork',
  secret_missing: 'desk:refusedSecretMissing',
  secret_wrong: 'desk:refusedSecretWrong',
  signature_missing: 'desk:refusedSignatureMissing',
  signature_wrong: 'desk:refusedSignatureWrong',
  timestamp_missing: 'desk:refusedTimestampMissing',
  timestamp_stale: 'desk:refusedTimestampStale',
} as const satisfies Record<CountedReason, DeskKey>

const isReason = (reason: string): reason is CountedReason => reason in REASONS

/** Describes why a post was refused. An unknown reason is returned as it is. */
export const refusedReason = (reason: string, { t }: Pick<Desk, 't'>): string =>
  isReason(reason) ? t(REASONS[reason]) : reason
