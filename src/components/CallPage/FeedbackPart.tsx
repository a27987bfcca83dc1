'use client'

import { Button, Pill, TextareaInput } from '@payloadcms/ui'
import { useId, useState } from 'react'
import type { DeskKey } from '../../translations/keys'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { FEEDBACK_REASONS } from './feedbackReasons'
import { useWrite } from './useWrite'
import { When } from './When'

/** What a client reported as wrong about a call. */
export type ShownFeedback = {
  answer: null | string
  at: string
  reason: keyof typeof FEEDBACK_REASONS
  state: 'answered' | 'closed' | 'new'
  text: null | string
}

const STATES = {
  answered: { key: 'desk:feedbackAnswered', pill: 'success' },
  closed: { key: 'desk:feedbackClosed', pill: 'light' },
  new: { key: 'desk:feedbackNew', pill: 'warning' },
} as const satisfies Record<ShownFeedback['state'], { key: DeskKey; pill: string }>

type Props = { feedback: ShownFeedback; id: string; timeZone: null | string }

const Form = ({ feedback, id }: Omit<Props, 'timeZone'>) => {
  const { t } = useDesk()
  const { isRunning, write } = useWrite(id)
  const answerID = useId()
  const [answer, setAnswer] = useState(feedback.answer ?? '')
  const typed = answer.trim()
  const { at } = feedback
  return (
    <div className="desk-call__form">
      <TextareaInput
        description={t('desk:feedbackAnswerHint')}
        label={t('desk:feedbackAnswer')}
        onChange={(event) => setAnswer(event.target.value)}
        path={answerID}
        rows={3}
        value={answer}
      />
      <div className="desk-call__buttons">
        <Button
          buttonStyle="primary"
          disabled={isRunning || typed === ''}
          margin={false}
          onClick={() =>
            write({
              body: { answer: typed, at, state: 'answered' },
              done: t('desk:feedbackIsAnswered'),
              path: 'feedback/answer',
            })
          }
          size="medium"
        >
          {t('desk:feedbackSend')}
        </Button>
        {feedback.state !== 'closed' && (
          <Button
            buttonStyle="secondary"
            disabled={isRunning}
            margin={false}
            onClick={() =>
              write({
                body: { at, state: 'closed', ...(typed === '' ? {} : { answer: typed }) },
                done: t('desk:feedbackIsClosed'),
                path: 'feedback/answer',
              })
            }
            size="medium"
          >
            {t('desk:feedbackClose')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** What a client reported as wrong about a call, with the answer of staff. */
export const FeedbackPart = ({ feedback, id, timeZone }: Props) => {
  const { t } = useDesk()
  const mayChange = useMayOnField('call-summaries', 'summary', 'update')
  const { answer, at, reason, state, text } = feedback
  return (
    <section className="desk-call__part">
      <h2>{t('desk:feedbackTitle')}</h2>
      <p className="desk-call__state">
        <Pill pillStyle={STATES[state].pill} size="small">
          {t(STATES[state].key)}
        </Pill>{' '}
        <strong>{t(FEEDBACK_REASONS[reason])}</strong>
        {' · '}
        <When timeZone={timeZone} value={at} />
      </p>
      {text && (
        <p className="desk-call__typed" dir="auto">
          {text}
        </p>
      )}
      {!mayChange && answer && (
        <>
          <h3>{t('desk:feedbackAnswer')}</h3>
          <p className="desk-call__typed" dir="auto">
            {answer}
          </p>
        </>
      )}
      {mayChange && <Form feedback={feedback} id={id} key={`${at} ${state}`} />}
    </section>
  )
}
