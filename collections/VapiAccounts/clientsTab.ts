import type { UnnamedTab } from 'payload'

const ofSaved: UnnamedTab['admin'] = { condition: (_, __, { operation }) => operation === 'update' }

/** What the account has at Vapi, of which clients are made. */
export const clientsTab: UnnamedTab = {
  admin: ofSaved,
  fields: [
    {
      admin: {
        components: { Field: '/src/components/VapiClients#VapiClients' },
        disableListColumn: true,
      },
      name: 'clients',
      type: 'ui',
    },
  ],
  label: 'Clients',
}

/** The calls that Vapi still keeps of the account's clients. */
export const pastCallsTab: UnnamedTab = {
  admin: ofSaved,
  fields: [
    {
      admin: {
        components: { Field: '/src/components/VapiHistory#AccountHistory' },
        disableListColumn: true,
      },
      label: 'Past calls',
      name: 'pastCalls',
      type: 'ui',
    },
  ],
  label: 'Past calls',
}
