import { DAY_MS, HOUR_MS } from '../../lib/time/units'
import { BLIND_REASONS, type BlindReason } from './completeness'

/** Fresh calls are read every 15 minutes, so four rounds have failed. Days use the same tolerance. */
export const LATE_MS = HOUR_MS
const ALARM_MS = 3 * DAY_MS

/** What is stored about the checks of one account. */
export type AccountChecks = {
  createdAt: Date
  freshAt: Date | null
  hasKey: boolean
  isIncomplete: boolean
  status: string
  statusSince: Date | null
  /** When all calls were last read to their end. */
  wholeAt: Date | null
}

/** What is known about the calls of some accounts, by the one that is known worst. */
export type Knowledge = {
  checkedAt: Date | null
  isAlarm: boolean
  problem: BlindReason | null
  unknownSince: Date | null
}

const oldest = (dates: readonly (Date | null)[]): Date | null =>
  dates.reduce<Date | null>(
    (first, date) => (date !== null && (first === null || date < first) ? date : first),
    null,
  )

// Fresh calls alone prove nothing: those from before the first whole check are in no list.
const checkedAtOf = ({ freshAt, wholeAt }: AccountChecks): Date | null =>
  wholeAt !== null && freshAt !== null && freshAt > wholeAt ? freshAt : wholeAt

const problemOf = (account: AccountChecks, now: Date): BlindReason | null => {
  const { hasKey, isIncomplete, status } = account
  if (!hasKey) return 'no_key'
  if (status === 'key_refused' || status === 'unpaid' || status === 'forbidden') return status
  const checkedAt = checkedAtOf(account)
  if (checkedAt === null) return 'never'
  if (now.getTime() - checkedAt.getTime() > LATE_MS) return 'late'
  return isIncomplete ? 'incomplete' : null
}

const knowledgeOfOne = (account: AccountChecks, now: Date): Knowledge => {
  const problem = problemOf(account, now)
  const checkedAt = checkedAtOf(account)
  const last = account.wholeAt ?? account.createdAt
  const since = problem === 'incomplete' ? account.wholeAt : (checkedAt ?? account.statusSince)
  return {
    checkedAt,
    isAlarm: now.getTime() - last.getTime() > ALARM_MS,
    problem,
    unknownSince: problem === null || problem === 'never' ? null : since,
  }
}

/** What is known about the calls of these accounts. Without any: nothing, and no problem. */
export const knowledgeOf = (accounts: readonly AccountChecks[], now: Date): Knowledge => {
  const all = accounts.map((account) => knowledgeOfOne(account, now))
  const checked = all.map(({ checkedAt }) => checkedAt)
  return {
    checkedAt: checked.includes(null) ? null : oldest(checked),
    isAlarm: all.some(({ isAlarm }) => isAlarm),
    problem: BLIND_REASONS.find((reason) => all.some(({ problem }) => problem === reason)) ?? null,
    unknownSince: oldest(all.map(({ unknownSince }) => unknownSince)),
  }
}
