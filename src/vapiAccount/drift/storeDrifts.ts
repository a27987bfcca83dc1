import type { Pool } from 'pg'
import type { DriftDetail, DriftLevel, Signal } from './signals'

/** A signal as it was found now. `since`: since when at the earliest, ISO 8601; null: not known. */
export type NewDrift = {
  assistantID: string
  clientID: string
  detail: DriftDetail
  level: DriftLevel
  signal: Signal
  since: null | string
}

// `since` stays as long as a signal holds. One that no longer holds is deleted.
const STORE = `
  with found as materialized (
    select * from jsonb_to_recordset($2::jsonb) as found(
      "clientID" uuid, "assistantID" text, signal text, level text, detail jsonb, since timestamptz)
  ), ended as (
    delete from vapi_drifts drift where account_id = $1::uuid and not exists (
      select from found where found."clientID" = drift.client_id
        and found."assistantID" = drift.assistant_id and found.signal = drift.signal)
  )
  insert into vapi_drifts as drift
    (client_id, account_id, assistant_id, signal, level, detail, since, seen_at)
  select users.id, $1::uuid, found."assistantID", found.signal, found.level, found.detail,
    least(coalesce(found.since, now()), now()), now()
  from found join users on users.id = found."clientID"
    and (users.vapi_account_id = $1::uuid or found.signal = 'left_behind')
  where not exists (select from vapi_setups setup where setup.client_id = found."clientID"
    and setup.assistant_id = found."assistantID" and setup.set_at > $3)
  on conflict (client_id, assistant_id, signal) do update set
    account_id = excluded.account_id, level = excluded.level, detail = excluded.detail,
    seen_at = excluded.seen_at,
    since = case when drift.account_id = excluded.account_id then drift.since else excluded.since end`

type Store = {
  accountID: string
  drifts: readonly NewDrift[]
  /** When Vapi was asked, by the database's clock: what was set since is not judged by it. */
  lookedAt: Date
}

/** Each signal of an assistant once, the alarm first: it may stand at its numbers as well. */
const eachOnce = (drifts: readonly NewDrift[]): NewDrift[] => {
  const byName = new Map<string, NewDrift>()
  for (const drift of drifts) {
    const name = JSON.stringify([drift.clientID, drift.assistantID, drift.signal])
    if (byName.get(name)?.level !== 'alarm') byName.set(name, drift)
  }
  return [...byName.values()]
}

/** Stores what was found at an account, which is all that holds there now. */
export const storeDrifts = async (
  pool: Pool,
  { accountID, drifts, lookedAt }: Store,
): Promise<void> => {
  const found = JSON.stringify(eachOnce(drifts))
  await pool.query(STORE, [accountID, found, lookedAt])
}

const NOT_KNOWN = `
  insert into vapi_drifts as drift
    (client_id, account_id, assistant_id, signal, level, detail, since, seen_at)
  select distinct setup.client_id, $1::uuid, '', 'key_refused', 'alarm', '{}'::jsonb,
    coalesce(account.status_since, now()), now()
  from vapi_setups setup join users on users.id = setup.client_id and users.vapi_account_id = $1::uuid
  join vapi_accounts account on account.id = $1::uuid
  where setup.account_id = $1::uuid and setup.state in ('set', 'writing')
  on conflict (client_id, assistant_id, signal) do update set seen_at = excluded.seen_at`

/** Notes that nothing is known of an account's clients any more. What was known stays. */
export const storeNotKnown = async (pool: Pool, accountID: string): Promise<void> =>
  void (await pool.query(NOT_KNOWN, [accountID]))
