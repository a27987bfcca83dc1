'use client'

import { Button, ConfirmationModal, useDocumentInfo, useFormFields, useModal } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { DEFAULT_GRACE_HOURS } from '../../sender/grace'
import { GraceSelect } from '../shared/GraceSelect'
import { useDesk } from '../shared/useDesk'
import { RetiredList } from './RetiredList'
import { useSenderState } from './useSenderState'
import { useTokenAction } from './useTokenAction'

type Props = { hasToken: boolean; token: string }

/** Rotates and revokes the token, and shows which retired ones still work. */
export const TokenActions = ({ hasToken, token }: Props) => {
  const { formatCount, t } = useDesk()
  const { id } = useDocumentInfo()
  const { openModal } = useModal()
  const { run, running } = useTokenAction()
  const [graceHours, setGraceHours] = useState<number>(DEFAULT_GRACE_HOURS)
  const [ended, setEnded] = useState(0)
  const [isAtVapi, setAtVapi] = useState(true)
  const checkID = useId()
  const isConnected = useFormFields(([fields]) => Boolean(fields?.vapiAccount?.initialValue))
  const state = useSenderState(`${token} ${ended}`)
  const slug = (action: string) => `desk-token-${action}-${id}`

  const rotate = () =>
    run({
      options: { graceHours, ...(isConnected && !isAtVapi ? { atVapi: false } : {}) },
      path: '/rotate-vapi-token',
      describeResult: ({ leftBehind = 0, rotated }) =>
        [
          t(rotated ? 'desk:rotateDone' : 'desk:urlTakenMeanwhile'),
          ...(leftBehind > 0
            ? [t('desk:vapiRotateLeftBehind', { count: leftBehind, n: formatCount(leftBehind) })]
            : []),
        ].join(' '),
    })
  const revoke = () =>
    run({ describeResult: () => t('desk:revokeDone'), path: '/revoke-vapi-token' })
  const end = async () => {
    await run({ describeResult: () => t('desk:retiredEnded'), path: '/end-retired-token' })
    setEnded(ended + 1)
  }

  return (
    <>
      <RetiredList
        disabled={running}
        items={state?.retiredTokens ?? []}
        onEnd={end}
        until="desk:retiredUntil"
      />
      {hasToken && (
        <div className="desk-webhook__actions">
          <Button
            buttonStyle="secondary"
            disabled={running}
            margin={false}
            onClick={() => openModal(slug('rotate'))}
            size="small"
          >
            {t('desk:rotateButton')}
          </Button>
          <Button
            buttonStyle="secondary"
            className="desk-danger"
            disabled={running}
            margin={false}
            onClick={() => openModal(slug('revoke'))}
            size="small"
          >
            {t('desk:revokeButton')}
          </Button>
        </div>
      )}
      <ConfirmationModal
        body={
          <div>
            <p>{t('desk:rotateBody')}</p>
            <GraceSelect onChange={setGraceHours} value={graceHours} />
            {isConnected && (
              <p>
                <input
                  checked={isAtVapi}
                  id={checkID}
                  onChange={(event) => setAtVapi(event.target.checked)}
                  type="checkbox"
                />{' '}
                <label htmlFor={checkID}>{t('desk:vapiRotateAlso')}</label>
              </p>
            )}
          </div>
        }
        confirmingLabel={t('desk:bulkWorking')}
        confirmLabel={t('desk:rotateConfirm')}
        heading={t('desk:rotateHeading')}
        modalSlug={slug('rotate')}
        onConfirm={rotate}
      />
      <ConfirmationModal
        body={t('desk:revokeBody')}
        className="desk-danger"
        confirmingLabel={t('desk:bulkWorking')}
        confirmLabel={t('desk:revokeConfirm')}
        heading={t('desk:revokeHeading')}
        modalSlug={slug('revoke')}
        onConfirm={revoke}
      />
    </>
  )
}
