import type { BeforeListTableServerProps } from 'payload'
import { z } from 'zod'
import { ownFieldsOf } from '../../fields/ownFields'
import { anyOf } from '../../figures/links'
import { ENDED_GROUPS, MISSED_GROUPS } from '../../vapi/endedReason'
import type { OwnField } from '../../vapi/mapping/mapping'
import { OwnFieldLabels } from '../OwnFieldColumns/OwnFieldLabels'
import { QuickFilters } from '../QuickFilters'
import { fieldChoices } from '../QuickFilters/fieldChoices'
import { readListQuery } from '../QuickFilters/readListQuery'
import { nameRelated } from '../RelationName/names'
import { mayOnField } from '../shared/mayOnField'
import { equalIn } from '../shared/where'
import { ClientFilter } from './ClientFilter'
import { dayChoices } from './dayChoices'
import { frequentOutcomes } from './frequentOutcomes'
import { OwnFieldInputs } from './OwnFieldInputs'
import { hasPills, ownFieldPills } from './ownFieldFilters'

/** The client that a list of calls is filtered by; null if there is none, or no name that the user may see. */
const namedClient = async ({ payload, searchParams }: BeforeListTableServerProps) => {
  const id = z.uuid().safeParse(equalIn(readListQuery(searchParams ?? {}).where, 'client')).data
  const name = id && (await nameRelated('users', id, { payload })).name
  return id && name ? { id, name } : null
}

/** The own fields of the one client that a list is filtered by; none for who may not read them. */
const ownFieldsIn = async (
  { collectionConfig, payload, permissions }: BeforeListTableServerProps,
  clientID: string | undefined,
): Promise<readonly OwnField[]> => {
  const collection = collectionConfig.slug
  const may = mayOnField({ collection, field: 'fields', operation: 'read', permissions })
  if (!may || clientID === undefined) return []
  return (await ownFieldsOf(payload, [clientID])).get(clientID) ?? []
}

/** Its client and the client's own fields, when a call was reported, its outcome, how it ended, what is to do, and tests or none. */
export const CallQuickFilters = async (props: BeforeListTableServerProps) => {
  const named = await namedClient(props)
  const fields = await ownFieldsIn(props, named?.id)
  const typed = fields.filter((field) => !hasPills(field))
  return (
    <QuickFilters
      {...props}
      after={typed.length > 0 && <OwnFieldInputs fields={typed} />}
      filters={[
        {
          choices: dayChoices({ now: new Date(), timeZone: props.user?.timezone }),
          field: 'reportedAt',
          label: { key: 'desk:filterWhen' },
        },
        {
          choices: (await frequentOutcomes(props.payload)).map(
            ({ colour, outcome, spellings, text }) => ({
              colour,
              condition: { outcome: anyOf(spellings) },
              label: { text },
              value: outcome,
            }),
          ),
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
        ...ownFieldPills(fields),
      ]}
    >
      <ClientFilter named={named} />
      {fields.length > 0 && <OwnFieldLabels labels={fields.map(({ label }) => label)} />}
    </QuickFilters>
  )
}
