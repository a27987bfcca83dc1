import type { GlobalConfig } from 'payload'
import { isSuperuser } from '../../src/access/roles'
import { inPerson, nobody } from '../../src/access/rules'
import { lockGlobal } from '../shared/lockGlobal'
import { requireGlobalData } from '../shared/requireData'
import { recordDeskChange } from './recordDeskChange'

/** What all of the desk shares. A global of Payload: there is exactly one, which a migration creates. */
export const Desk: GlobalConfig<'desk'> = {
  access: {
    read: ({ req }) => isSuperuser(req.user),
    readVersions: nobody,
    update: inPerson(({ req }) => isSuperuser(req.user)),
  },
  admin: {
    group: 'Desk',
    hidden: ({ user }) => !isSuperuser(user),
    hideAPIURL: true,
  },
  fields: [
    {
      admin: {
        description:
          'Clients see it as the sender of their emails, unless MAIL_FROM has a name of its own, and in the welcome email.',
      },
      label: 'Name of the agency',
      maxLength: 80,
      name: 'agencyName',
      type: 'text',
    },
    {
      admin: {
        components: { Description: '/src/components/KeepRecordings#KeepRecordingsDescription' },
        description: 'Copy the recording of each call to the desk. Clients can differ.',
      },
      defaultValue: false,
      label: 'Keep recordings',
      name: 'keepRecordings',
      type: 'checkbox',
    },
  ],
  // Only the admin needs it, and Payload's `docAccess…` of globals fails.
  graphQL: false,
  hooks: {
    afterChange: [recordDeskChange],
    beforeOperation: [requireGlobalData, lockGlobal('desk')],
  },
  label: 'Desk settings',
  lockDocuments: false,
  slug: 'desk',
}
