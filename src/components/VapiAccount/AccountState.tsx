'use client'

import { Button, FieldLabel, toast, useDocumentInfo } from '@payloadcms/ui'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import type { DeskKey } from '../../translations/keys'
import type { AccountStatus } from '../../vapiAccount/accounts/statuses'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { WhenText } from '../WhenCell/WhenText'
import './index.css'

const stateSchema = z.object({
  keyLastFour: z.string().nullish(),
  lastCheckedAt: z.string().nullish(),
  orgId: z.string().nullish(),
  problem: z.string().nullish(),
  retentionDays: z.number().nullish(),
  retentionLearnedAt: z.string().nullish(),
  status: z.enum(['unchecked', 'ok', 'key_refused', 'unpaid', 'forbidden', 'unreachable']),
  statusSince: z.string().nullish(),
})
const answerSchema = stateSchema
  .partial({ status: true })
  .extend({ failed: z.object({ message: z.string() }).nullable() })

type State = z.infer<typeof stateSchema>

const SENTENCES = {
  forbidden: 'desk:vapiAccountForbidden',
  key_refused: 'desk:vapiAccountRefused',
  ok: 'desk:vapiAccountOk',
  unchecked: 'desk:vapiAccountUnchecked',
  unpaid: 'desk:vapiAccountUnpaid',
  unreachable: 'desk:vapiAccountUnreachable',
} as const satisfies Record<AccountStatus, DeskKey>

const Fact = ({ children, label }: { children: ReactNode; label: string }) => (
  <div className="desk-vstate__fact">
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

const useCheck = (id: number | string | undefined) => {
  const desk = useDesk()
  const { apiURL } = useURLs()
  const [found, setFound] = useState<null | z.infer<typeof answerSchema>>(null)
  const [isRunning, setIsRunning] = useState(false)
  const check = async () => {
    setIsRunning(true)
    try {
      const url = apiURL(`/vapi-accounts/${id}/check`)
      const response = await send({ desk, method: 'POST', url })
      const answer = answerSchema.parse(await response.json())
      setFound(answer)
      if (answer.failed) toast.error(answer.failed.message)
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      setIsRunning(false)
    }
  }
  return { check, found, isRunning }
}

const Facts = ({ state }: { state: State }) => {
  const { formatCount, t } = useDesk()
  const { keyLastFour, lastCheckedAt, orgId, retentionDays } = state
  return (
    <dl className="desk-vstate__facts">
      {keyLastFour && <Fact label={t('desk:vapiAccountKey')}>{`…${keyLastFour}`}</Fact>}
      <Fact label={t('desk:vapiAccountOrg')}>{orgId ?? t('desk:vapiAccountOrgUnknown')}</Fact>
      {typeof retentionDays === 'number' && (
        <Fact label={t('desk:vapiAccountKeeps')}>
          {t('desk:vapiAccountDays', { count: retentionDays, n: formatCount(retentionDays) })}
        </Fact>
      )}
      <Fact label={t('desk:vapiAccountChecked')}>
        {lastCheckedAt ? <WhenText value={lastCheckedAt} /> : t('desk:vapiAccountNever')}
      </Fact>
    </dl>
  )
}

/** Whether the desk can use the account, since when, and what it knows of it. */
export const AccountState = () => {
  const { t } = useDesk()
  const { data, id, savedDocumentData } = useDocumentInfo()
  const { check, found, isRunning } = useCheck(id)
  if (id === undefined) return null
  const saved = stateSchema.safeParse(savedDocumentData ?? data).data
  if (!saved) return null
  const state = { ...saved, ...(found?.status && { ...found, status: found.status }) }
  const { keyLastFour, problem, status, statusSince } = state
  const isWrong = status !== 'ok' && status !== 'unchecked'
  return (
    <div className="field-type desk-field desk-vstate">
      <FieldLabel as="span" label={t('desk:vapiAccountState')} />
      <p className={isWrong ? 'desk-vstate__said desk-vstate__said--wrong' : 'desk-vstate__said'}>
        {t(SENTENCES[status])}
        {statusSince && (
          <>
            {' '}
            <span className="desk-vstate__since">
              {t('desk:vapiAccountSince')} <WhenText value={statusSince} />
            </span>
          </>
        )}
      </p>
      {isWrong && problem && (
        <p className="desk-vstate__problem">{t('desk:vapiAccountSays', { message: problem })}</p>
      )}
      <Facts state={state} />
      {keyLastFour && (
        <Button
          buttonStyle="secondary"
          disabled={isRunning}
          margin={false}
          onClick={check}
          size="small"
        >
          {isRunning ? t('desk:vapiAccountChecking') : t('desk:vapiAccountCheck')}
        </Button>
      )}
    </div>
  )
}
