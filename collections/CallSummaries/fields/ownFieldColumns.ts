import type { UIField } from 'payload'
import { OWN_FIELD_SLOTS } from '../../../src/components/OwnFieldColumns/slots'
import { ownFieldSlot } from '../../../src/translations/labelOf'

/**
 * Columns for the own fields of the client that the list is filtered by, off by default. Which field is in which
 * column is decided when the list is shown: the config cannot know it.
 */
export const ownFieldColumns: UIField[] = OWN_FIELD_SLOTS.map((name, at) => ({
  admin: {
    components: {
      Cell: '/src/components/OwnFieldColumns#OwnFieldCell',
      Label: '/src/components/OwnFieldColumns#OwnFieldHeading',
    },
    disableBulkEdit: true,
  },
  label: ownFieldSlot(at + 1),
  name,
  type: 'ui',
}))
