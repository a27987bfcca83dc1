'use client'

import { Button, useAuth } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

/**
 * Opens the client's portal in a new tab, read-only, as the client sees it. For staff who may also read its calls
 * here. A plain form, because a browser blocks tabs that a script opens later.
 */
export const SeeAsClient = ({ id }: { id: string }) => {
  const { t } = useDesk()
  const { apiURL } = useURLs()
  const { permissions } = useAuth()
  const mayRead = (collection: 'call-summaries' | 'users') =>
    permissions?.collections?.[collection]?.read === true
  if (!mayRead('users') || !mayRead('call-summaries')) return null
  return (
    <form
      action={apiURL('/v1/portal/see-as')}
      method="post"
      // Payload's form around it would take the event for one of its own, and cancel it.
      onSubmit={(event) => event.stopPropagation()}
      rel="noopener"
      target="_blank"
    >
      <input name="client" type="hidden" value={id} />
      <Button
        buttonStyle="secondary"
        margin={false}
        size="small"
        tooltip={t('desk:seeAsClientHint')}
        type="submit"
      >
        {t('desk:seeAsClient')}
      </Button>
    </form>
  )
}
