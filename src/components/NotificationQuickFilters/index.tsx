import type { BeforeListTableServerProps } from 'payload'
import { QuickFilters } from '../QuickFilters'
import { fieldChoices } from '../QuickFilters/fieldChoices'

const STATES = ['dead', 'waiting', 'sending', 'sent', 'not_needed'] as const

/** Quick filters of notifications: state, with failed ones first, and channel. */
export const NotificationQuickFilters = (props: BeforeListTableServerProps) => (
  <QuickFilters
    {...props}
    filters={[
      {
        choices: fieldChoices(props, 'state', STATES),
        field: 'state',
        label: { key: 'desk:filterState' },
        withCounts: true,
      },
      {
        choices: fieldChoices(props, 'channel', ['email', 'sms']),
        field: 'channel',
        label: { key: 'desk:filterChannel' },
      },
    ]}
  />
)
