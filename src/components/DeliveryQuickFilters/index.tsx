import type { BeforeListTableServerProps } from 'payload'
import { QuickFilters } from '../QuickFilters'
import { fieldChoices } from '../QuickFilters/fieldChoices'

const STATES = ['needs_review', 'stored', 'merged'] as const

/** Quick filter of deliveries by state. Those that need review come first. */
export const DeliveryQuickFilters = (props: BeforeListTableServerProps) => (
  <QuickFilters
    {...props}
    filters={[
      {
        choices: fieldChoices(props.collectionConfig, 'state', STATES),
        field: 'state',
        label: { key: 'desk:filterState' },
        withCounts: true,
      },
    ]}
  />
)
