import type { BeforeListTableServerProps } from 'payload'
import { ENDED_GROUPS, MISSED_GROUPS } from '../../vapi/endedReason'
import { QuickFilters } from '../QuickFilters'
import { fieldChoices } from '../QuickFilters/fieldChoices'

/** Quick filters of calls: how the call ended, and whether it is a test. */
export const CallQuickFilters = (props: BeforeListTableServerProps) => (
  <QuickFilters
    {...props}
    filters={[
      {
        choices: [
          {
            condition: { endedGroup: { in: [...MISSED_GROUPS] } },
            label: { key: 'desk:filterMissed' },
            value: 'missed',
          },
          ...fieldChoices(props.collectionConfig, 'endedGroup', ENDED_GROUPS),
        ],
        field: 'endedGroup',
        label: { key: 'desk:filterEnded' },
        withCounts: true,
      },
      {
        choices: [
          {
            condition: { isTest: { not_equals: 'true' } },
            label: { key: 'desk:filterTestNone' },
            value: 'none',
          },
          {
            condition: { isTest: { equals: 'true' } },
            label: { key: 'desk:filterTestOnly' },
            value: 'only',
          },
        ],
        field: 'isTest',
        label: { key: 'desk:filterTest' },
      },
    ]}
  />
)
