import type { BeforeListTableServerProps } from 'payload'
import { ENDED_GROUPS, MISSED_GROUPS } from '../../vapi/endedReason'
import { QuickFilters } from '../QuickFilters'
import { fieldChoices } from '../QuickFilters/fieldChoices'
import { dayChoices } from './dayChoices'
import { frequentOutcomes } from './frequentOutcomes'

/** When a call was reported, its outcome, how it ended, and tests or none: one click each. */
export const CallQuickFilters = async (props: BeforeListTableServerProps) => (
  <QuickFilters
    {...props}
    filters={[
      {
        choices: dayChoices({ now: new Date(), timeZone: props.user?.timezone }),
        field: 'reportedAt',
        label: { key: 'desk:filterWhen' },
      },
      {
        choices: (await frequentOutcomes(props.payload)).map((outcome) => ({
          condition: { outcome: { equals: outcome } },
          label: { text: outcome },
          value: outcome,
        })),
        field: 'outcome',
        label: { key: 'desk:filterOutcome' },
      },
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
