'use client'

import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { formatWhen } from '../../format'
import { problemCode } from '../../vapi/problems'
import { DocumentTitle } from '../shared/DocumentTitle'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import { EXPLANATIONS, UNEXPLAINED } from './explanations'
import './index.css'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A delivery that needs review in words: what happened, whether a call is lost, and what to do. */
export const DeliveryProblem = () => {
  const { language, t } = useDesk()
  const { id } = useDocumentInfo()
  const hydrated = useHydrated()
  const problem = useFormFields(([fields]) => textOf(fields.problem?.value))
  const seenAt = useFormFields(([fields]) => fields.seenAt?.value)
  const code = problemCode(problem)
  const { cause, lost, todo, what } = code ? EXPLANATIONS[code] : UNEXPLAINED
  const seen = formatWhen(seenAt, { language, timeZone: hydrated ? undefined : 'UTC' })
  return (
    <section
      aria-label={t('desk:problemTitle')}
      className={`desk-problem${seen ? ' desk-problem--seen' : ''}`}
    >
      <DocumentTitle id={String(id)} isOver={false} text={t('desk:problemDelivery')} />
      <p className="desk-problem__what">{t(what)}</p>
      <dl>
        <div>
          <dt>{t('desk:problemLost')}</dt>
          <dd>{t(lost)}</dd>
        </div>
        <div>
          <dt>{t('desk:problemCause')}</dt>
          <dd>{t(cause)}</dd>
        </div>
        <div>
          <dt>{t('desk:problemTodo')}</dt>
          <dd>
            {t(todo)} {t('desk:problemThen')}
          </dd>
        </div>
      </dl>
      {seen && (
        <p className="desk-problem__seen" role="status">
          {t('desk:problemSeen', { when: seen.text })}
        </p>
      )}
    </section>
  )
}
