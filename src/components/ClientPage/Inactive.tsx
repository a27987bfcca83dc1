'use client'

import { Banner, Button, toast, useRouteCache } from '@payloadcms/ui'
import { useState } from 'react'
import { formatWhen } from '../../format'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'

/** Says that a client is inactive, since when, and what that means. */
export const Inactive = ({ id, since }: { id: string; since: null | string }) => {
  const desk = useDesk()
  const { language, t } = desk
  const { apiURL } = useURLs()
  const { clearRouteCache } = useRouteCache()
  const hydrated = useHydrated()
  const mayChange = useMayOnField('users', 'isActive', 'update')
  const [saving, setSaving] = useState(false)
  const when = formatWhen(since, { language, timeZone: hydrated ? undefined : 'UTC' })?.text

  const reactivate = async () => {
    setSaving(true)
    try {
      const body = { isActive: true }
      await send({ body, desk, method: 'PATCH', url: apiURL(`/users/${id}?depth=0`) })
      toast.success(t('desk:clientPageReactivated'))
      clearRouteCache()
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setSaving(false)
    }
  }

  return (
    <Banner className="desk-client__banner" type="default">
      <span>
        <strong>
          {when ? t('desk:clientPageInactiveSince', { when }) : t('desk:clientPageInactiveNow')}
        </strong>{' '}
        {t('desk:clientPageInactiveMeans')}
      </span>
      {mayChange && (
        <Button
          buttonStyle="secondary"
          disabled={saving}
          margin={false}
          onClick={() => void reactivate()}
          size="small"
        >
          {t('desk:clientPageReactivate')}
        </Button>
      )}
    </Banner>
  )
}
