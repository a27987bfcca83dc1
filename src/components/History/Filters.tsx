import type { BeforeListTableServerProps } from 'payload'
import { DAY_MS } from '../../lib/time/units'
import { QuickFilters } from '../QuickFilters'
import { fieldChoices } from '../QuickFilters/fieldChoices'
import type { FilterChoice } from '../QuickFilters/types'

const KINDS = ['staff', 'client', 'api_key', 'visitor', 'system'] as const
const COLLECTIONS = ['users', 'groups', 'call-summaries', 'webhook-deliveries'] as const

const actions = (value: string, key: 'Access' | 'Changes' | 'Logins' | 'Work', of: string[]) =>
  ({
    condition: { action: { in: of.join(',') } },
    label: { key: `desk:historyFilter${key}` },
    value,
  }) satisfies FilterChoice

const ACTIONS = [
  actions('changes', 'Changes', ['created', 'changed', 'deleted']),
  actions('access', 'Access', [
    'token_generated',
    'token_rotated',
    'token_revoked',
    'former_tokens_ended',
    'token_shown',
    'secret_changed',
    'former_secrets_ended',
    'key_made',
    'key_revoked',
  ]),
  actions('logins', 'Logins', [
    'logged_in',
    'login_failed',
    'locked_out',
    'unlocked',
    'logged_out',
    'password_changed',
    'password_reset_requested',
    'password_reset',
    'seen_as_client',
  ]),
  actions('work', 'Work', [
    'replayed',
    'reread',
    'reprojected',
    'imported',
    'edits_given_back',
    'exported',
    'welcome_sent',
    'notification_retried',
    'test_call_sent',
    'test_call_removed',
  ]),
]

/** From the start of a day, so that the choice stays the same while the page is open. */
const since = (days: number, key: 'Month' | 'Today' | 'Week') =>
  ({
    condition: {
      at: {
        greater_than_equal: new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10),
      },
    },
    label: { key: `desk:historyFilter${key}` },
    value: String(days),
  }) satisfies FilterChoice

/** Quick filters of the history: event, subject, actor and time. A name in the list filters by that person. */
export const HistoryFilters = (props: BeforeListTableServerProps) => (
  <QuickFilters
    {...props}
    filters={[
      { choices: ACTIONS, field: 'action', label: { key: 'desk:historyFilterAction' } },
      {
        choices: fieldChoices(props, 'collection', COLLECTIONS),
        field: 'collection',
        label: { key: 'desk:historyFilterOf' },
      },
      {
        choices: fieldChoices(props, 'actorKind', KINDS),
        field: 'actorKind',
        label: { key: 'desk:historyFilterWho' },
      },
      {
        choices: [since(1, 'Today'), since(7, 'Week'), since(30, 'Month')],
        field: 'at',
        label: { key: 'desk:historyFilterWhen' },
      },
    ]}
  />
)
