import type { UnnamedTab } from 'payload'
import { hiddenWithout } from '../../src/access/hiddenWithout'

const isHidden = hiddenWithout('audit-log.view')

/** What was done to the document, for those who may know. Asked for when the tab is opened. */
export const historyTab: UnnamedTab = {
  admin: {
    condition: (_, __, { operation, user }) => operation === 'update' && !isHidden({ user }),
  },
  fields: [
    {
      admin: {
        components: { Field: '/src/components/History#History' },
        disableListColumn: true,
      },
      name: 'history',
      type: 'ui',
    },
  ],
  label: 'History',
}
