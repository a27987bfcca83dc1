'use client'

import { Button, toast, useConfig } from '@payloadcms/ui'
import { useState } from 'react'
import { webhookURL } from '../../vapi/webhookURL'
import { RequestError, reasonOf } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useShownTokens } from '../shared/useShownTokens'
import { putText } from '../UserBulkActions/putText'
import type { ShownOwnServer } from './answers'

/** What a number's own server has to return, as JSON. */
const snippetOf = ({ server, serverMessages }: ShownOwnServer, url: string): string =>
  JSON.stringify({ server: { url, ...server }, serverMessages }, null, 2)

type Props = { clientID: string; ownServer: ShownOwnServer }

/**
 * What whoever runs a number's own server has to return there, to be copied. The address in it is fetched when it is
 * copied, as anywhere that shows it: the history says who did.
 */
export const OwnServer = ({ clientID, ownServer }: Props) => {
  const desk = useDesk()
  const { t } = desk
  const { config } = useConfig()
  const readTokens = useShownTokens()
  const [isCopying, setCopying] = useState(false)
  const read = async (): Promise<string> => {
    const [client] = (await readTokens({ ids: [clientID] })).clients
    if (!client) throw new RequestError(t('desk:copyURLsNone'))
    const origin = config.serverURL || window.location.origin
    const { token } = client
    return snippetOf(ownServer, webhookURL({ api: config.routes.api, origin, token }))
  }
  const copy = async (): Promise<void> => {
    setCopying(true)
    try {
      const file = { name: 'vapi-server.json', type: 'application/json' }
      const done = await putText(read(), file)
      toast.success(t(done === 'copied' ? 'desk:copied' : 'desk:vapiOwnServerSaved'))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setCopying(false)
    }
  }
  return (
    <div className="desk-vsetup__own">
      <p>{t('desk:vapiOwnServer', { number: ownServer.number })}</p>
      {ownServer.lacksCredential && (
        <p className="desk-vsetup__wrong">{t('desk:vapiOwnServerCredential')}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs focus */}
      <pre tabIndex={0}>{snippetOf(ownServer, '…')}</pre>
      <Button
        buttonStyle="secondary"
        disabled={isCopying}
        margin={false}
        onClick={() => void copy()}
        size="small"
      >
        {t('desk:vapiOwnServerCopy')}
      </Button>
    </div>
  )
}
