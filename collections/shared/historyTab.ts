import type { UnnamedTab } from 'payload'
import { hiddenWithout } from '../../src/access/hiddenWithout'

const isHidden = hiddenWithout('audit-log.view')

/** The history of the document, for users who may read it. It is loaded when the tab is opened. */
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
