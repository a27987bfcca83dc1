import type { Pool, PoolClient } from 'pg'
import { clientTerm, weekOf } from '../../src/search/terms/terms'
import { CLIENTS, fillTables, YEARS } from '../shared/fillTables'
import { RARE, SEARCHED } from './shapes'

/** The share of all calls that one client has; the others share the rest evenly. */
const LARGEST_SHARE = 0.3

/** E-mail of a client; number 0 is the one with the largest share. */
export const clientEmail = (number: number): string => `client-${number}@desk.test`

const FILL_CLIENTS = `
  insert into users (id, email, name, currency, is_active)
  select uuidv7(), 'client-' || n || '@desk.test', 'Client ' || n, 'EUR', true
  from generate_series(0, $1 - 1) n on conflict do nothing`

// A few hundred words of conversation, generated once and cut at different places: as long as those of real
// calls, and no two the same.
const FILL_SUMMARIES = `
  with client as materialized (
    select array_agg(id order by (substring(email from '\\d+'))::int) as ids
    from users where email like 'client-%'
  ), talk as materialized (
    select string_agg(substr(md5(n::text), 1, 3 + n % 7), ' ') as words from generate_series(1, 800) n
  ), call as (
    select n, interval '-${YEARS} years' * (1 - n::float8 / $1) as ago,
      case when n::bigint * 7919 % 1000 < ${LARGEST_SHARE * 1000} then 0
        else 1 + n::bigint * 104729 % ${CLIENTS - 1} end as client,
      (n::bigint * 2654435761 % 100)::int as dice
    from generate_series(1, $1::int) n
  )
  insert into call_summaries (id, client_id, vapi_call_id, call_type, vapi_assistant_id,
    vapi_phone_number, customer_name, customer_phone, summary, transcript, messages, structured_data,
    outcome, service_name, price, currency, duration_seconds, ended_group, ended_reason,
    has_recording, success_evaluation, cost, cost_breakdown, started_at, ended_at, reported_at,
    created_at, updated_at)
  select uuidv7(ago), client.ids[1 + call.client], uuidv7(ago)::text, 'inboundPhoneCall',
    'assistant-' || call.client, '+4930901820', 'Caller ' || n % 5000,
    '+49151' || lpad((n::bigint * 31 % 200000)::text, 8, '0'),
    substr(words, 1 + n % 900, 240) || case when n % 50 = 0 then ' ${SEARCHED}' else '' end
      || case when n in ($1 / 3, $1 / 3 * 2) then ' ${RARE}' else '' end, substr(words, 1 + n % 700, 1600),
    jsonb_build_array(
      jsonb_build_object('role', 'assistant', 'text', substr(words, 1 + n % 800, 500), 'at', 1.2),
      jsonb_build_object('role', 'user', 'text', substr(words, 1 + n % 600, 500), 'at', 7.4)),
    jsonb_build_object('service', 'Haircut', 'note', substr(words, 1 + n % 500, 120)),
    (array['booked', 'question', 'cancelled', 'complaint', 'callback', null])[
      case when dice < 45 then 1 when dice < 70 then 2 when dice < 80 then 3 when dice < 82 then 4
        when dice < 90 then 5 else 6 end],
    'Haircut', 20 + n % 60, 'EUR', n % 600,
    (case when dice < 60 then 'completed' when dice < 75 then 'no_answer' when dice < 85 then 'voicemail'
      when dice < 95 then 'transferred' when dice < 99 then 'error'
      else 'transfer_failed' end)::enum_call_summaries_ended_group,
    'customer-ended-call', true, 'true', 0.12, '{"llm": 0.02, "tts": 0.05}',
    now() + ago - interval '6 minutes', now() + ago - interval '1 minute', now() + ago,
    now() + ago, now() + ago
  from call, client, talk`

// A client's search term, without its id.
const CLIENT_MARK = clientTerm('')

// Tells the desk that nothing is left to index: its own terms of a million calls would take an hour.
const INDEXED = `
  insert into call_search_progress (lane, feed, transaction, client, id)
  select 'new', id, '9223372036854775807', uuidv7(), uuidv7() from call_summaries_feed
  on conflict (lane) do update set transaction = excluded.transaction, until = null`

const FILL_SEARCH = `
  insert into call_search (call_id, week, reported_at, terms)
  select id, name, reported_at, array_to_tsvector(array_remove(array[
    name || $3 || right(client_id::text, 12),
    case when summary like '% ${SEARCHED}%' then name || '${SEARCHED}' end,
    case when summary like '% ${RARE}' then name || '${RARE}' end], null))
  from call_summaries join unnest($1::timestamptz[], $2::text[]) week (since, name)
    on reported_at >= since and reported_at < since + interval '168 hours'
  on conflict (call_id) do nothing`

const WEEK_MS = 7 * 24 * 60 * 60_000

/** Fills the search index with two words of the calls only, which takes seconds. */
const fillSearch = async (sql: PoolClient): Promise<void> => {
  const thisWeek = Math.floor(Date.now() / WEEK_MS)
  const weeks = Array.from({ length: YEARS * 53 + 1 }, (_, n) => new Date((thisWeek - n) * WEEK_MS))
  const names = weeks.map(weekOf)
  await sql.query(
    'insert into call_search_weeks select unnest($1::text[]) on conflict do nothing',
    [names],
  )
  await sql.query(FILL_SEARCH, [weeks, names, CLIENT_MARK])
  await sql.query("select gin_clean_pending_list('call_search_terms_idx')")
}

/**
 * Replaces all call summaries with that many, evenly over two years, with those of all clients interleaved,
 * as they would have arrived. One client has three tenths of them.
 */
export const fill = (pool: Pool, rows: number): Promise<void> =>
  fillTables(pool, {
    after: async (sql) => {
      await fillSearch(sql)
      // Rows that were committed asynchronously are marked as visible to all only once they are on disk.
      await sql.query('checkpoint')
      await sql.query('vacuum analyze call_summaries, call_search, users')
    },
    before: async (sql) => {
      await sql.query("delete from call_search_progress where lane = 'old'")
      await sql.query(INDEXED)
      await sql.query(FILL_CLIENTS, [CLIENTS])
    },
    insert: (sql) => sql.query(FILL_SUMMARIES, [rows]),
    rows,
  })
