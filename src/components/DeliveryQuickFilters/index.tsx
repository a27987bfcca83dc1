import type { BeforeListTableServerProps } from 'payload'
import { QuickFilters } from '../QuickFilters'
import { fieldChoices } from '../QuickFilters/fieldChoices'
import type { Condition } from '../shared/where'

const READ = ['stored', 'merged'] as const

const review = ({ isSeen }: { isSeen: boolean }): Condition[] => [
  { state: { equals: 'needs_review' } },
  { seenAt: { exists: String(isSeen) } },
]

/** Quick filter of deliveries by state. Those that need review come first, then those of them that were seen. */
export const DeliveryQuickFilters = (props: BeforeListTableServerProps) => (
  <QuickFilters
    {...props}
    filters={[
      {
        choices: [
          {
            condition: review({ isSeen: false }),
            label: { key: 'desk:filterReview' },
            value: 'review',
          },
          { condition: review({ isSeen: true }), label: { key: 'desk:filterSeen' }, value: 'seen' },
          ...fieldChoices(props, 'state', READ),
        ],
        field: 'state',
        label: { key: 'desk:filterState' },
        withCounts: true,
      },
    ]}
  />
)
