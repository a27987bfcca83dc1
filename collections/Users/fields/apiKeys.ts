import type { Field } from 'payload'

/** The user's named API keys, which are separate documents. */
export const apiKeyFields: Field[] = [
  {
    admin: {
      components: { Field: '/src/components/APIKeys#APIKeys' },
      disableListColumn: true,
    },
    name: 'apiKeys',
    type: 'ui',
  },
]
