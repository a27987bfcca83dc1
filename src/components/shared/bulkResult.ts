import type { BulkCounts } from './bulkAnswer'
import type { Desk } from './useDesk'

type Numbers = { acted: number; selected: number; skipped: number; staffLeftAlone?: number }

/**
 * “12 generated, 3 already had one, 2 staff skipped”. If fewer were changed than selected, it mentions the
 * rest too: they may have been deleted in the meantime, or the user may not change them.
 */
export const describeBulkResult = (
  key: 'endRetired' | 'generate' | 'markLive' | 'revoke' | 'rotate',
  { acted, selected, skipped, staffLeftAlone = 0 }: Numbers,
  { formatCount, t }: Pick<Desk, 'formatCount' | 't'>,
): string => {
  const vars = (count: number) => ({ count, n: formatCount(count) })
  const notAllowed = Math.max(0, selected - acted - skipped - staffLeftAlone)
  return [
    t(`desk:${key}Result`, vars(acted)),
    ...(skipped > 0 ? [t(`desk:${key}Skipped`, vars(skipped))] : []),
    ...(staffLeftAlone > 0 ? [t('desk:bulkStaffLeftAlone', vars(staffLeftAlone))] : []),
    ...(notAllowed > 0 ? [t('desk:bulkNotAllowed', vars(notAllowed))] : []),
  ].join(', ')
}

/** “3 replayed, 1 still needs review”. */
export const describeReplayResult = (
  counts: BulkCounts,
  { formatCount, t }: Pick<Desk, 'formatCount' | 't'>,
): string => {
  const vars = (count: number) => ({ count, n: formatCount(count) })
  const { needsReview = 0, replayed = 0 } = counts
  return [
    t('desk:replayResult', vars(replayed)),
    ...(needsReview > 0 ? [t('desk:replayNeedsReview', vars(needsReview))] : []),
  ].join(', ')
}

/** “3 marked as seen, 1 had nothing to review”. */
export const describeSeenResult = (
  { marked = 0, skipped = 0 }: BulkCounts,
  { formatCount, t }: Pick<Desk, 'formatCount' | 't'>,
  { isSeen }: { isSeen: boolean },
): string => {
  const vars = (count: number) => ({ count, n: formatCount(count) })
  return [
    t(isSeen ? 'desk:seenResult' : 'desk:unseenResult', vars(marked)),
    ...(skipped > 0 ? [t('desk:seenSkipped', vars(skipped))] : []),
  ].join(', ')
}

/** “12 calls read again, 3 changed, 2 no longer have bodies”. */
export const describeRereadResult = (
  { changed = 0, reread = 0, unreadable = 0, withoutBodies = 0 }: BulkCounts,
  { formatCount, t }: Pick<Desk, 'formatCount' | 't'>,
): string => {
  const vars = (count: number) => ({ count, n: formatCount(count) })
  return [
    t('desk:rereadResult', vars(reread)),
    ...(reread > 0 ? [t('desk:rereadChanged', vars(changed))] : []),
    ...(withoutBodies > 0 ? [t('desk:rereadWithoutBodies', vars(withoutBodies))] : []),
    ...(unreadable > 0 ? [t('desk:rereadUnreadable', vars(unreadable))] : []),
  ].join(', ')
}

/** “3 will be retried, 1 had not failed and was left unchanged”. */
export const describeRetryResult = (
  { retried = 0, skipped = 0 }: BulkCounts,
  { formatCount, t }: Pick<Desk, 'formatCount' | 't'>,
): string => {
  const vars = (count: number) => ({ count, n: formatCount(count) })
  return [
    t('desk:retryResult', vars(retried)),
    ...(skipped > 0 ? [t('desk:retrySkipped', vars(skipped))] : []),
  ].join(', ')
}
