import type { BeforeListTableServerProps } from 'payload'
import { SETUP_STATUSES } from '../../clients/setupStatus'
import { QuickFilters } from '../QuickFilters'
import type { FilterChoice, QuickFilter } from '../QuickFilters/types'
import { STATUS_KEYS } from '../shared/statusKeys'

const yesNo = (field: string): QuickFilter['choices'] => [
  { condition: { [field]: { equals: 'true' } }, label: { key: 'desk:filterYes' }, value: 'yes' },
  { condition: { [field]: { equals: 'false' } }, label: { key: 'desk:filterNo' }, value: 'no' },
]

const FILTERS: readonly QuickFilter[] = [
  { choices: yesNo('isActive'), field: 'isActive', label: { key: 'desk:filterActive' } },
  { choices: yesNo('isStaff'), field: 'isStaff', label: { key: 'desk:filterStaff' } },
  {
    // The column “Vapi token” is not stored, so this filters by the token.
    choices: [
      {
        condition: { vapiWebhookToken: { exists: 'true' } },
        label: { key: 'desk:filterHasToken' },
        value: 'has',
      },
      {
        condition: { vapiWebhookToken: { exists: 'false' } },
        label: { key: 'desk:filterNoToken' },
        value: 'none',
      },
    ],
    field: 'vapiWebhookToken',
    label: { key: 'desk:filterToken' },
  },
  {
    choices: SETUP_STATUSES.map(
      ({ value }): FilterChoice => ({
        // Staff have no setup.
        condition: [
          { setupStatus: { equals: value } },
          { isStaff: { not_equals: 'true' } },
          { isSuperuser: { not_equals: 'true' } },
        ],
        label: { key: STATUS_KEYS[value] },
        value,
      }),
    ),
    field: 'setupStatus',
    label: { key: 'desk:filterSetupStatus' },
    withCounts: true,
  },
]

/** Quick filters of users: active, staff, Vapi token and setup status. */
export const UserQuickFilters = (props: BeforeListTableServerProps) => (
  <QuickFilters {...props} filters={FILTERS} />
)
