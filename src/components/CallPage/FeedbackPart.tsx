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

/** What staff can do about it: close it, or answer, which opens a form. */
const Actions = ({ feedback, id }: Omit<Props, 'timeZone'>) => {
  const { t } = useDesk()
  const { isRunning, write } = useWrite(id)
  const answerID = useId()
  const [answer, setAnswer] = useState<null | string>(null)
  const typed = answer?.trim() ?? ''
  const { at } = feedback
  const send = (body: object, done: DeskKey) =>
    write({ body: { at, ...body }, done: t(done), path: 'feedback/answer' })
  if (answer !== null) {
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
            onClick={() => send({ answer: typed, state: 'answered' }, 'desk:feedbackIsAnswered')}
            size="medium"
          >
            {t('desk:feedbackSend')}
          </Button>
          <Button
            buttonStyle="secondary"
            disabled={isRunning}
            margin={false}
            onClick={() => setAnswer(null)}
            size="medium"
          >
            {t('general:cancel')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className="desk-call__buttons">
      <Button
        buttonStyle={feedback.state === 'new' ? 'primary' : 'secondary'}
        disabled={isRunning}
        margin={false}
        onClick={() => setAnswer(feedback.answer ?? '')}
        size="medium"
      >
        {t(feedback.answer ? 'desk:feedbackChange' : 'desk:feedbackWrite')}
      </Button>
      {feedback.state !== 'closed' && (
        <Button
          buttonStyle="secondary"
          disabled={isRunning}
          margin={false}
          onClick={() => send({ state: 'closed' }, 'desk:feedbackIsClosed')}
          size="medium"
        >
          {t('desk:feedbackClose')}
        </Button>
      )}
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
        </Pill>
        <strong>{t(FEEDBACK_REASONS[reason])}</strong>
        <When timeZone={timeZone} value={at} />
      </p>
      {text && (
        <p className="desk-call__typed" dir="auto">
          {text}
        </p>
      )}
      {answer && (
        <>
          <p className="desk-call__quiet">{t('desk:feedbackAnswerOf')}</p>
          <p className="desk-call__typed" dir="auto">
            {answer}
          </p>
        </>
      )}
      {mayChange && <Actions feedback={feedback} id={id} key={`${at} ${state} ${answer}`} />}
    </section>
  )
}
