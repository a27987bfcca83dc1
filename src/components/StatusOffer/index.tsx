'use client'

import { Button, toast, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useState } from 'react'
import { SETUP_STATUSES, type SetupStatus } from '../../clients/setupStatus'
import { reasonOf, send } from '../shared/request'
import { statusText } from '../shared/statusKeys'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useReadAgain } from '../shared/useReadAgain'
import { useURLs } from '../shared/useURLs'

const stepOf = (status: unknown): number =>
  SETUP_STATUSES.findIndex(({ value }) => value === status)

/**
 * Offers to move the open client on to a setup status, after what that status says has been done. Not shown
 * once the client is at that status or beyond it.
 */
export const StatusOffer = ({ to }: { to: SetupStatus }) => {
  const desk = useDesk()
  const { t } = desk
  const { apiURL } = useURLs()
  const { id } = useDocumentInfo()
  const mayChange = useMayOnField('users', 'setupStatus', 'update')
  const status = useFormFields(([fields]) => fields?.setupStatus?.initialValue)
  const readAgain = useReadAgain()
  const [saving, setSaving] = useState(false)
  const label = statusText(to, t)
  if (id === undefined || !mayChange || stepOf(status) >= stepOf(to)) return null

  const moveOn = async () => {
    setSaving(true)
    try {
      await send({
        body: { setupStatus: to },
        desk,
        method: 'POST',
        url: apiURL(`/users/${id}/setup-status`),
      })
      await readAgain()
      toast.success(t('desk:statusOfferDone', { status: label }))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setSaving(false)
    }
  }

  return (
    <Button disabled={saving} margin={false} onClick={() => void moveOn()} size="small">
      {t('desk:statusOffer', { status: label })}
    </Button>
  )
}
