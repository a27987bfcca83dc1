'use client'

import {
  Button,
  ConfirmationModal,
  FieldDescription,
  FieldLabel,
  toast,
  useDocumentInfo,
  useModal,
} from '@payloadcms/ui'
import { useState } from 'react'
import { StatusOffer } from '../StatusOffer'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'
import './index.css'

/** Sends the open client a mail with a link to set its password. Uses the saved e-mail. */
export const WelcomeMail = () => {
  const desk = useDesk()
  const { t } = desk
  const { apiURL } = useURLs()
  const { openModal } = useModal()
  const [isSent, setSent] = useState(false)
  const { data, id } = useDocumentInfo()
  const mayChange = useMayOnField('users', 'setupStatus', 'update')
  if (id === undefined || !mayChange || data?.isStaff || data?.isSuperuser) return null

  const email = String(data?.email ?? '')
  const slug = `desk-welcome-${id}`
  const sendMail = async () => {
    try {
      await send({ body: { id }, desk, method: 'POST', url: apiURL('/users/send-welcome') })
      setSent(true)
      toast.success(t('desk:welcomeSent', { email }))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    }
  }

  return (
    <div className="field-type desk-field">
      <FieldLabel as="span" label={t('desk:welcomeLabel')} />
      <Button
        buttonStyle="secondary"
        disabled={data?.isActive !== true}
        margin={false}
        onClick={() => openModal(slug)}
        size="medium"
      >
        {t('desk:welcomeButton')}
      </Button>
      {isSent && (
        <div className="desk-welcome__next">
          {t('desk:welcomeSentShort')} <StatusOffer to="client_notified" />
        </div>
      )}
      <FieldDescription description={t('desk:welcomeHint')} path="welcomeMail" />
      <ConfirmationModal
        body={t('desk:welcomeBody', { email })}
        confirmLabel={t('desk:welcomeConfirm')}
        heading={t('desk:welcomeHeading')}
        modalSlug={slug}
        onConfirm={sendMail}
      />
    </div>
  )
}
