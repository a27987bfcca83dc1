import { DEFAULT_RULE } from '../vapi/followUpRule'

/** Older reports open nothing: they were kept for review or imported. */
const MAX_AGE = `interval '3 days'`

const DEFAULT = `'${JSON.stringify(DEFAULT_RULE)}'::jsonb`

/** The desk's rule for clients without their own. Postgres reads it only when it is needed. */
const PRESET = `(select nullif(follow_up_rule, 'null'::jsonb) from field_mapping limit 1)`

type Opens = {
  endedGroup: string
  isTest: string
  /** The outcome as rules name it: `outcomeKey`. */
  outcomeKey: string
  reportedAt: string
  /** The client's own rule: a column of `users`. */
  rule: string
}

/**
 * SQL that says whether the client's rule, or else the desk's, puts a call on the to-do list; null counts as no. All arguments are
 * SQL. A value that is no rule opens nothing.
 */
export const opensFollowUp = ({
  endedGroup,
  isTest,
  outcomeKey,
  reportedAt,
  rule,
}: Opens): string => {
  const own = `coalesce(nullif(${rule}, 'null'::jsonb), ${PRESET}, ${DEFAULT})`
  return `(${reportedAt} > now() - ${MAX_AGE} and not coalesce(${isTest}, false)
    and (${own} -> 'endings' ? ${endedGroup}::text or ${own} -> 'outcomes' ? ${outcomeKey}))`
}

/** The columns that a rule writes when it opens a to-do, with their values. No due time: nobody has promised one. */
export const OPENED = [
  ['follow_up', `'open'::enum_call_summaries_follow_up`],
  ['follow_up_by', `'rule'::enum_call_summaries_follow_up_by`],
  ['follow_up_at', 'now()'],
] as const
