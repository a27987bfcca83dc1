import type { BeforeListTableServerProps } from 'payload'
import { z } from 'zod'
import { anyOf } from '../../figures/links'
import { ENDED_GROUPS, MISSED_GROUPS } from '../../vapi/endedReason'
import { QuickFilters } from '../QuickFilters'
import { fieldChoices } from '../QuickFilters/fieldChoices'
import { readListQuery } from '../QuickFilters/readListQuery'
import { nameRelated } from '../RelationName/names'
import { equalIn } from '../shared/where'
import { ClientFilter } from './ClientFilter'
import { dayChoices } from './dayChoices'
import { frequentOutcomes } from './frequentOutcomes'

/** The client that a list of calls is filtered by; null if there is none, or no name that the user may see. */
const namedClient = async ({ payload, searchParams }: BeforeListTableServerProps) => {
  const id = z.uuid().safeParse(equalIn(readListQuery(searchParams ?? {}).where, 'client')).data
  const name = id && (await nameRelated('users', id, { payload })).name
  return id && name ? { id, name } : null
}

/** Its client, when a call was reported, its outcome, how it ended, what is to do, and tests or none. */
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
        choices: (await frequentOutcomes(props.payload)).map(({ name, spellings }) => ({
          condition: { outcome: anyOf(spellings) },
          label: { text: name },
          value: name,
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
          ...fieldChoices(props, 'endedGroup', ENDED_GROUPS),
        ],
        field: 'endedGroup',
        label: { key: 'desk:filterEnded' },
        withCounts: true,
      },
      {
        choices: [
          {
            condition: { followUp: { equals: 'open' } },
            label: { key: 'desk:filterFollowUpOpen' },
            value: 'open',
          },
          {
            condition: { followUp: { equals: 'done' } },
            label: { key: 'desk:filterFollowUpDone' },
            value: 'done',
          },
          {
            condition: { 'feedback.state': { equals: 'new' } },
            label: { key: 'desk:filterFeedbackNew' },
            value: 'wrong',
          },
        ],
        field: 'followUp',
        label: { key: 'desk:filterFollowUp' },
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
  >
    <ClientFilter named={await namedClient(props)} />
  </QuickFilters>
)
