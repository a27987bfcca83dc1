'use client'

import {
  Button,
  ConfirmationModal,
  toast,
  useAuth,
  useDocumentInfo,
  useModal,
} from '@payloadcms/ui'
import { useState } from 'react'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'
import { KeyTable } from './KeyTable'
import { NewKey } from './NewKey'
import { type Key, useKeys } from './useKeys'
import './index.css'

type Props = { mayManage: boolean; userID: string }

const Keys = ({ mayManage, userID }: Props) => {
  const desk = useDesk()
  const { t } = desk
  const { apiURL } = useURLs()
  const { openModal } = useModal()
  const [version, setVersion] = useState(0)
  const [chosen, setChosen] = useState<Key | null>(null)
  const seen = useKeys(userID, version)
  // After a failed request it is not known which keys still work.
  const keys = seen?.problem ? [] : (seen?.value ?? [])
  const newSlug = `desk-key-new-${userID}`
  const revokeSlug = `desk-key-revoke-${userID}`

  const revoke = async () => {
    if (!chosen) return
    try {
      await send({ desk, method: 'POST', url: apiURL(`/api-keys/${chosen.id}/revoke`) })
      toast.success(t('desk:keyRevokeDone', { name: chosen.name }))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    }
    setVersion(version + 1)
  }

  return (
    <>
      {seen?.problem && (
        <p className="desk-keys__hint" role="status">
          {seen.problem}
        </p>
      )}
      {seen && !seen.problem && keys.length === 0 && (
        <p className="desk-keys__hint">{t('desk:keysNone')}</p>
      )}
      {seen && keys.length > 0 && (
        <KeyTable
          at={seen.at}
          keys={keys}
          mayRevoke={mayManage}
          onRevoke={(key) => {
            setChosen(key)
            openModal(revokeSlug)
          }}
        />
      )}
      {mayManage && (
        <div>
          <Button
            buttonStyle="secondary"
            margin={false}
            onClick={() => openModal(newSlug)}
            size="medium"
          >
            {t('desk:keyNewButton')}
          </Button>
        </div>
      )}
      <NewKey onMade={() => setVersion(version + 1)} slug={newSlug} userID={userID} />
      <ConfirmationModal
        body={t('desk:keyRevokeBody')}
        confirmingLabel={t('desk:bulkWorking')}
        confirmLabel={t('desk:keyRevoke')}
        heading={t('desk:keyRevokeHeading', { name: chosen?.name ?? '' })}
        modalSlug={revokeSlug}
        onConfirm={revoke}
      />
    </>
  )
}

/** The named API keys of the open user. */
export const APIKeys = () => {
  const { t } = useDesk()
  const { id } = useDocumentInfo()
  const { user } = useAuth()
  const mayChange = useMayOnField('users', 'email', 'update')

  return (
    <div className="field-type desk-keys">
      {id === undefined ? (
        <p className="desk-keys__hint">{t('desk:keysBeforeSave')}</p>
      ) : (
        <Keys mayManage={mayChange || user?.id === id} userID={String(id)} />
      )}
    </div>
  )
}
