import { MAX_WINDOW_DAYS } from './completeness'

/**
 * SQL that remembers for which period Vapi's list of calls was read to its end: only such days can be complete. It
 * reads rows `ended(account_id, problem, covered_from, covered_until)`; those with a problem have covered nothing.
 */
export const NOTING_COVERED = `
  insert into vapi_coverage as known (account_id, covered)
  select account_id, tstzmultirange(tstzrange(covered_from, covered_until))
  from ended where problem is null and covered_from < covered_until
  on conflict (account_id) do update set covered =
    (known.covered + excluded.covered)
      * tstzmultirange(tstzrange(now() - interval '${MAX_WINDOW_DAYS} days', null))`
