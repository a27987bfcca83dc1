import type { CallReport } from '../vapi/report'

/** When a call ended, by its report; at the latest now. */
const endOf = (
  { durationSeconds, endedAt, reportedAt, startedAt }: CallReport,
  now: Date,
): Date => {
  const started = startedAt === null ? null : Date.parse(startedAt)
  const end =
    endedAt === null
      ? started === null
        ? Date.parse(reportedAt)
        : started + Math.round((durationSeconds ?? 0) * 1000)
      : Date.parse(endedAt)
  return new Date(Math.min(end, now.getTime()))
}

/**
 * A report that did not come by the webhook, as if it had been sent at the end of the call: so it is in its place among
 * the others. Its cost settles later. `costAt`: when it was so.
 */
export const atTheEnd = (
  report: CallReport,
  now: Date,
): { costAt: string; report: CallReport } => ({
  costAt: report.reportedAt,
  report: { ...report, reportedAt: endOf(report, now).toISOString() },
})
