import { FEEDBACK_REASONS, MAX_TEXT } from '../../followUps/shapes'
import { clean } from '../../mail/templates/clean'
import { dayAndTime } from '../calls/callLine'
import type { FormState } from '../forms/formState'
import type { ClientPortal } from '../portal'
import { Button } from '../ui/Button'
import { Checkbox, FieldSet, TextArea } from '../ui/Field'
import { Form } from '../ui/Form'
import { Section } from '../ui/Section'
import styles from './Call.module.css'
import { FEEDBACK_ACTION } from './forms'
import type { WholeCall } from './readWholeCall'

type Props = {
  call: WholeCall
  list: string
  portal: ClientPortal
  state: FormState
}

/** What the client wrote, where that stands, and what the agency answered. */
const Given = ({ call: { feedback }, portal: { texts, zone } }: Pick<Props, 'call' | 'portal'>) => {
  const { t } = texts
  if (!feedback?.at || !feedback.state) return null
  const { answer, at, reason, state, text } = feedback
  return (
    <div className={styles.feedback}>
      <p className={styles.quiet}>
        {t('call.feedback.wrote', { when: dayAndTime(at, { texts, zone }) })}
      </p>
      <blockquote className={styles.quote}>
        {reason && <p>{t(`call.feedback.reason.${reason}`)}</p>}
        {text && (
          <p className={styles.text} dir="auto">
            {clean(text)}
          </p>
        )}
      </blockquote>
      {answer ? (
        <>
          <h3 className={styles.subtitle}>{t('call.feedback.answer')}</h3>
          <p className={styles.text} dir="auto">
            {clean(answer)}
          </p>
        </>
      ) : (
        <p>{t(`call.feedback.${state}`)}</p>
      )}
    </div>
  )
}

/** “This was wrong”: a reason and a sentence for the agency, and what became of it. */
export const FeedbackForm = ({ call, list, portal, state }: Props) => {
  const { t } = portal.texts
  const chosen = state.value('reason')
  return (
    <Section id="wrong" title={t('call.feedback.title')}>
      <Given call={call} portal={portal} />
      <details className={styles.details} open={state.isRefused}>
        <summary>{t(call.feedback?.at ? 'call.feedback.again' : 'call.feedback.start')}</summary>
        <Form action={FEEDBACK_ACTION} hidden={{ id: call.id, list }} portal={portal} state={state}>
          <FieldSet label={t('call.feedback.reason')} problem={state.problem('reason')}>
            {FEEDBACK_REASONS.map((reason) => (
              <Checkbox
                checked={chosen === reason}
                key={reason}
                label={t(`call.feedback.reason.${reason}`)}
                name="reason"
                type="radio"
                value={reason}
              />
            ))}
          </FieldSet>
          <TextArea
            autoFocus={state.firstWrong === 'text'}
            hint={t('call.feedback.hint')}
            label={t('call.feedback.text')}
            maxLength={MAX_TEXT}
            name="text"
            problem={state.problem('text')}
            value={state.value('text')}
          />
          <Button>{t('call.feedback.send')}</Button>
        </Form>
      </details>
    </Section>
  )
}
