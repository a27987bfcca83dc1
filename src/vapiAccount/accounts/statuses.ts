/** Where organisations of Vapi are. The desk offers these two and no address of its own choice: it would get the key. */
export const REGIONS = [
  { label: 'United States (api.vapi.ai)', value: 'us' },
  { label: 'European Union (api.eu.vapi.ai)', value: 'eu' },
] as const

export type Region = (typeof REGIONS)[number]['value']

/** Whether the desk can use an account. */
export const ACCOUNT_STATUSES = [
  { label: 'Not checked yet', value: 'unchecked' },
  { label: 'Connected', value: 'ok' },
  { label: 'Key refused', value: 'key_refused' },
  { label: 'Not paid', value: 'unpaid' },
  { label: 'Not permitted', value: 'forbidden' },
  { label: 'Not reachable', value: 'unreachable' },
] as const

export type AccountStatus = (typeof ACCOUNT_STATUSES)[number]['value']
