'use client'

import { useFormFields, useRouteCache } from '@payloadcms/ui'
import { SETUP_STATUSES } from '../../clients/setupStatus'
import { LiveOffer } from '../LiveOffer'
import { SetupSteps } from '../SetupPath/SetupSteps'
import { STATUS_KEYS } from '../shared/statusKeys'
import { useDesk } from '../shared/useDesk'
import { TestCall } from '../TestCall'
import { VapiSetup } from '../VapiSetup'
import { WebhookUrl } from '../WebhookUrl'
import { WelcomeMail } from '../WelcomeMail'

type Props = {
  hasCalls: boolean
  id: string
  isActive: boolean
  /** Whether the client is connected to an account at Vapi. */
  isConnected: boolean
  /** Whether the setup was finished when the page was opened: its steps are not shown then. */
  isLive: boolean
  status: string
}

/**
 * The client's webhook: its URL, how it is set at Vapi, a test of it, and the welcome mail. During the setup with its steps, and
 * with the offer to mark the client as live.
 */
export const WebhookPart = ({ hasCalls, id, isActive, isConnected, isLive, status }: Props) => {
  const { t } = useDesk()
  const { clearRouteCache } = useRouteCache()
  const hasToken = useFormFields(([fields]) => Boolean(fields?.vapiWebhookToken?.initialValue))
  const title = t(isLive ? 'desk:clientPageWebhook' : 'desk:setupTitle')
  const steps = SETUP_STATUSES.map(({ value }) => ({
    label: t(value === 'not_started' ? 'desk:stepCreated' : STATUS_KEYS[value]),
    value,
  }))
  const waiting = hasToken && !hasCalls && (
    <p className="desk-client__quiet">{t('desk:clientPageWaiting')}</p>
  )
  return (
    <section aria-label={title} className="desk-client__part desk-client__webhook">
      <h2>{title}</h2>
      {!isLive && <SetupSteps current={status} steps={steps} />}
      <WebhookUrl />
      {isConnected && <VapiSetup id={id} />}
      <TestCall onChange={clearRouteCache} />
      <WelcomeMail />
      {!isLive && isActive && <LiveOffer waiting={waiting} />}
    </section>
  )
}
