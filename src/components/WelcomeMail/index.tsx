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
import { z } from 'zod'
import { isNoEmail } from '../../lib/noEmail'
import { StatusOffer } from '../StatusOffer'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'
import './index.css'

// Without a mail server, the folder that the mail was written to.
const sentSchema = z.object({ folder: z.string().optional() })

/** Sends the open client a mail with a link to set its password. Uses the saved e-mail. */
export const WelcomeMail = () => {
  const desk = useDesk()
  const { t } = desk
  const { apiURL } = useURLs()
  const { openModal } = useModal()
  const [sent, setSent] = useState<null | z.infer<typeof sentSchema>>(null)
  const { data, id } = useDocumentInfo()
  const mayChange = useMayOnField('users', 'setupStatus', 'update')
  if (id === undefined || !mayChange || data?.isStaff || data?.isSuperuser) return null

  const email = String(data?.email ?? '')
  const slug = `desk-welcome-${id}`
  const sendMail = async () => {
    try {
      const url = apiURL('/users/send-welcome')
      const answer: unknown = await (await send({ body: { id }, desk, method: 'POST', url })).json()
      const done = sentSchema.parse(answer)
      const { folder } = done
      setSent(done)
      if (folder === undefined) toast.success(t('desk:welcomeSent', { email }))
      else toast.warning(t('desk:welcomeWritten', { folder }))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    }
  }

  return (
    <div className="field-type desk-field">
      <FieldLabel as="span" label={t('desk:welcomeLabel')} />
      <Button
        buttonStyle="secondary"
        disabled={data?.isActive !== true || isNoEmail(email)}
        margin={false}
        onClick={() => openModal(slug)}
        size="medium"
      >
        {t('desk:welcomeButton')}
      </Button>
      {sent && (
        <div className="desk-welcome__next">
          {sent.folder === undefined
            ? t('desk:welcomeSentShort')
            : t('desk:welcomeWritten', { folder: sent.folder })}{' '}
          <StatusOffer to="client_notified" />
        </div>
      )}
      <FieldDescription
        description={t(isNoEmail(email) ? 'desk:noEmailYet' : 'desk:welcomeHint')}
        path="welcomeMail"
      />
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
