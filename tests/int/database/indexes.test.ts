import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../helpers/testDatabase'

/** Every report pays for each of these: a new one needs its reason here. */
const REASONS = {
  call_search: {
    call_search_pkey: 'the terms of a call; deleting it',
    call_search_terms_idx: 'searches',
  },
  call_summaries: {
    call_summaries_changed_in_idx: 'updatedSince: what changed, in the order of its transactions',
    call_summaries_fields_idx:
      'calls by the value of an own field; only those with own fields are in it',
    call_summaries_new_feedback_idx:
      'calls that a client reported as wrong and nobody has answered, which alone are in it',
    call_summaries_open_follow_ups_idx:
      'a client’s to-do list, most urgent first; only open ones are in it',
    call_summaries_pkey: 'one call by its id; the deliveries that refer to it',
    call_summaries_reported_at_idx:
      'the list of staff, newest first, over all clients; all figures',
    call_summaries_tests_idx: 'the desk’s own test calls, which alone are in it',
    call_summaries_without_start_idx:
      'the portal’s list: calls of which it is not known when they began; only they are in it',
    call_summaries_updated_at_idx: 'updatedSince with a time; lists by when calls changed',
    client_reportedAt_idx: 'a client’s list, newest first, and its count',
    customerPhone_reportedAt_idx: 'the calls of a phone number, newest first',
    endedGroup_reportedAt_client_idx: 'calls that ended so, newest first, and their count',
    outcome_reportedAt_client_idx: 'calls with an outcome, newest first, and their count',
    startedAt_client_idx: 'calls of all clients by when they began, and those of a range of dates',
    client_startedAt_idx: 'a client’s calls of a range of dates, and their count',
    client_vapiCallId_idx: 'one summary for each call, however many reports of it come at once',
  },
  notifications: {
    client_kind_period_channel_idx: 'one digest for each client and day or week',
    client_vapiCallId_channel_idx: 'one notification for each call and channel; merges look it up',
    notifications_call_summary_idx: 'deleting a summary, which its notifications then forget',
    notifications_created_at_idx: 'the list, newest first',
    notifications_pkey: 'one notification by its id; noting what became of it',
    state_channel_dueAt_idx: 'what is due; what was given up; metrics',
  },
  webhook_deliveries: {
    client_receivedAt_idx: 'a client’s deliveries and their health; deleting a client',
    state_receivedAt_idx: 'what needs review: its list, its counts, its metrics',
    webhook_deliveries_call_summary_idx: 'deleting a summary, which its deliveries then forget',
    webhook_deliveries_pkey: 'one delivery by its id; a replay',
    webhook_deliveries_received_at_idx: 'the list, newest first; retention',
  },
} as const

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(() => database.drop())

describe.each(Object.entries(REASONS))('the indexes of %s', (table, reasons) => {
  it('are those that something needs, and no others', async () => {
    const { rows } = await database.sql.query<{ name: string }>(
      'select indexname as name from pg_indexes where tablename = $1 order by indexname',
      [table],
    )
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(reasons).sort())
  })
})

describe('the lists that grow without end', () => {
  it.each(['call_summaries', 'webhook_deliveries'])(
    'are counted by an index soon after rows came: %s',
    async (table) => {
      const { rows } = await database.sql.query<{ options: string[] }>(
        'select reloptions as options from pg_class where relname = $1',
        [table],
      )
      expect(rows[0]?.options).toContain('autovacuum_vacuum_insert_scale_factor=0.01')
    },
  )
})
