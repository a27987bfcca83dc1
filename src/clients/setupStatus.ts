/** The setup statuses of a client, in order. */
export const SETUP_STATUSES = [
  { label: 'Not started', value: 'not_started' },
  { label: 'Token generated', value: 'token_generated' },
  { label: 'Agent configured', value: 'agent_configured' },
  { label: 'Client notified', value: 'client_notified' },
  { label: 'Live', value: 'live' },
] as const

export type SetupStatus = (typeof SETUP_STATUSES)[number]['value']

/** Whether an untrusted value is one of the statuses. */
export const isSetupStatus = (value: unknown): value is SetupStatus =>
  SETUP_STATUSES.some((status) => status.value === value)
