import { isSetupStatus, type SetupStatus } from '../../clients/setupStatus'
import type { DeskKey } from '../../translations/keys'
import type { Desk } from './useDesk'

/** The texts of the setup statuses. */
export const STATUS_KEYS = {
  agent_configured: 'desk:statusAgentConfigured',
  client_notified: 'desk:statusClientNotified',
  live: 'desk:statusLive',
  not_started: 'desk:statusNotStarted',
  token_generated: 'desk:statusTokenGenerated',
} as const satisfies Record<SetupStatus, DeskKey>

/** A setup status in the language of the reader. An unknown one is returned as it is. */
export const statusText = (status: string, t: Desk['t']): string =>
  isSetupStatus(status) ? t(STATUS_KEYS[status]) : status
