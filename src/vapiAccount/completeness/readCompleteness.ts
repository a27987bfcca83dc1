import type { Pool } from 'pg'
import { z } from 'zod'
import { readInTime } from '../../database/connection/readInTime'
import { type Day, readDays } from '../../figures/days'
import { instant } from '../../lib/schemas'
import { DAY_MS } from '../../lib/time/units'
import {
  type Completeness,
  type CompletenessScope,
  DEFAULT_WINDOW_DAYS,
  type ListsDiffer,
  MAX_WINDOW_DAYS,
} from './completeness'
import { countsOf, type DayRow, daysOf } from './counts'
import { readGaps } from './gaps'
import { IS_RUNNING } from './isRunning'
import { knowledgeOf } from './knowledge'
import { stateNow } from './stateNow'

type Read = Parameters<Parameters<typeof readInTime>[1]>[0]

// A client's calls are those of its present account.
const READ_CLIENT = `
  select vapi_account_id as "accountID", timezone::text as timezone,
    array_remove(array[vapi_assistant_id], null) || array(
      select jsonb_array_elements_text(
        case when jsonb_typeof(vapi_assistant_ids) = 'array' then vapi_assistant_ids else '[]' end)
    ) as assistants
  from users where id = $1::uuid and vapi_account_id is not null`

const clientSchema = z.array(
  z.object({
    accountID: z.string(),
    assistants: z.array(z.string()),
    timezone: z.string().nullable(),
  }),
)

const READ_ACCOUNTS = `
  select account.id, account.created_at as "createdAt", account.status::text as status,
    account.status_since as "statusSince", account.retention_days::int as "windowDays",
    coalesce(account.key, '') <> '' as "hasKey",
    whole.completed_at as "wholeAt", fresh.completed_at as "freshAt",
    coalesce(whole.is_incomplete, false) as "isIncomplete",
    ${IS_RUNNING} as "isRunning",
    coalesce(whole.calls, 0) as calls, coalesce(whole.requests, 0) as requests,
    case when whole.state = 'running' then whole.started_at end as "startedAt"
  from vapi_accounts account
    left join vapi_walks whole on whole.account_id = account.id and whole.kind = 'whole'
    left join vapi_walks fresh on fresh.account_id = account.id and fresh.kind = 'fresh'
  where $1::uuid is null or account.id = $1::uuid
  order by account.id`

const accountsSchema = z.array(
  z.object({
    calls: z.number(),
    createdAt: z.date(),
    freshAt: z.date().nullable(),
    hasKey: z.boolean(),
    id: z.string(),
    isIncomplete: z.boolean(),
    isRunning: z.boolean(),
    requests: z.number(),
    startedAt: instant.nullable(),
    status: z.string().nullable(),
    statusSince: z.date().nullable(),
    wholeAt: z.date().nullable(),
    windowDays: z.number().nullable(),
  }),
)

// One pass over the calls gives both the numbers of the window and those of the days. Day -1: before the first one.
const READ_CALLS = `
  select width_bucket(created_at, $1::timestamptz[]) - 1 as day, ${stateNow('call')} as state,
    created_at >= $2::timestamptz as "inWindow", client_id is null as "isNobodys",
    count(*)::int as calls, count(recovered_at)::int as recovered
  from vapi_calls call
  where created_at >= least($2::timestamptz, ($1::timestamptz[])[1])
    and account_id = any($3::uuid[]) and ($4::uuid is null or client_id = $4::uuid)
  group by 1, 2, 3, 4`

const callsSchema: z.ZodType<DayRow[]> = z.array(
  z.object({
    calls: z.number(),
    day: z.number(),
    inWindow: z.boolean(),
    isNobodys: z.boolean(),
    recovered: z.number(),
    state: z.string(),
  }),
)

// The last hour needs no proof yet: the next check is still to come. A day that has only begun has nothing to prove.
const READ_COVERED = `
  select bool_and(coalesce(coverage.covered @> tstzrange(
      day.begins, greatest(day.begins, least(day.ends, now() - interval '1 hour'))), false)) as covered
  from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as day(begins, ends, place)
    cross join unnest($3::uuid[]) as account(id)
    left join vapi_coverage coverage on coverage.account_id = account.id
  group by day.place order by day.place`

const coveredSchema = z.array(z.object({ covered: z.boolean() }))

const READ_DIFFERENCES = `
  select sum((differs ->> 'listed')::int)::int as listed,
    sum((differs ->> 'statistics')::int)::int as statistics, max(until_at) as until
  from vapi_cross_checks cross join jsonb_array_elements(differences) as differs
  where account_id = any($1::uuid[])
    and ($2::text[] is null or differs ->> 'assistantID' = any($2::text[]))
  having count(*) > 0`

const differencesSchema: z.ZodType<ListsDiffer[], unknown> = z.array(
  z.object({ listed: z.number(), statistics: z.number(), until: instant }),
)

const readCovered = async (read: Read, days: readonly Day[], accountIDs: readonly string[]) =>
  coveredSchema
    .parse(
      await read({
        text: READ_COVERED,
        values: [days.map(({ from }) => from), days.map(({ until }) => until), accountIDs],
      }),
    )
    .map(({ covered }) => covered)

type Scope = {
  accountID: null | string
  assistants: null | string[]
  clientID: null | string
  timezone: null | string
}

const scopeOf = async (
  read: Read,
  scope: CompletenessScope,
  timezone: null | string,
): Promise<null | Scope> => {
  if (scope === 'desk') return { accountID: null, assistants: null, clientID: null, timezone }
  if ('accountID' in scope) {
    return { accountID: scope.accountID, assistants: null, clientID: null, timezone }
  }
  const [client] = clientSchema.parse(await read({ text: READ_CLIENT, values: [scope.clientID] }))
  return client ? { ...client, clientID: scope.clientID } : null
}

type Options = {
  /** The time zone of the days of the desk or of an account; a client has its own. UTC if it is not given. */
  timezone?: null | string
}

/**
 * What calls at Vapi are here, and which are missing, in the window for which Vapi keeps calls.
 * @returns null without an account: no such account, a client without one, a desk that has none
 */
export const readCompleteness = (
  pool: Pool,
  of: CompletenessScope,
  { timezone = null }: Options = {},
): Promise<Completeness | null> =>
  readInTime(pool, async (read) => {
    const scope = await scopeOf(read, of, timezone)
    if (!scope) return null
    const accounts = accountsSchema
      .parse(await read({ text: READ_ACCOUNTS, values: [scope.accountID] }))
      .map((account) => ({ ...account, status: account.status ?? 'unchecked' }))
    if (accounts.length === 0) return null
    const accountIDs = accounts.map(({ id }) => id)
    const windowDays = Math.min(
      MAX_WINDOW_DAYS,
      Math.max(...accounts.map((account) => account.windowDays ?? DEFAULT_WINDOW_DAYS)),
    )
    const now = new Date()
    const since = new Date(now.getTime() - windowDays * DAY_MS)
    const { days, timezone: zone } = await readDays(read, scope.timezone)
    const begins = days.map(({ from }) => from)
    const rows = callsSchema.parse(
      await read({ text: READ_CALLS, values: [begins, since, accountIDs, scope.clientID] }),
    )
    const { checkedAt, isAlarm, problem, unknownSince } = knowledgeOf(accounts, now)
    const covered = await readCovered(read, days, accountIDs)
    const [listsDiffer] = differencesSchema.parse(
      await read({ text: READ_DIFFERENCES, values: [accountIDs, scope.assistants] }),
    )
    const { notAttributable, ...counts } = countsOf(rows)
    const running = accounts.find(({ isRunning }) => isRunning)
    return {
      ...counts,
      checkedAt: checkedAt?.toISOString() ?? null,
      days: daysOf({ covered, days, isKnownNow: problem === null, now, rows }),
      gaps: scope.clientID === null ? [] : await readGaps(read, scope.clientID, accountIDs, since),
      isAlarm,
      listsDiffer: listsDiffer ?? null,
      notAttributable: scope.clientID === null ? notAttributable : null,
      problem,
      running: running
        ? { calls: running.calls, requests: running.requests, startedAt: running.startedAt }
        : null,
      since: since.toISOString(),
      timezone: zone,
      unknownSince: unknownSince?.toISOString() ?? null,
      windowDays,
    }
  })
