import { MAX_TEXT } from '../../followUps/shapes'
import { dayAndTime } from '../calls/callLine'
import type { FormState } from '../forms/formState'
import type { ClientPortal } from '../portal'
import { Button } from '../ui/Button'
import { Field, TextArea } from '../ui/Field'
import { Form } from '../ui/Form'
import { Section } from '../ui/Section'
import styles from './Call.module.css'
import { dueInput } from './dueTime'
import { FOLLOW_UP_ACTION } from './forms'
import type { WholeCall } from './readWholeCall'

type Props = {
  call: WholeCall
  /** See `listField`. */
  list: string
  portal: ClientPortal
  state: FormState
}

const Status = ({ call, portal: { texts, zone } }: Pick<Props, 'call' | 'portal'>) => {
  const { t } = texts
  const { followUp, followUpAt, followUpBy, followUpDueAt } = call
  if (!followUp) return null
  const when = (time: string) => dayAndTime(time, { texts, zone })
  const since =
    followUpAt &&
    t(followUp === 'open' ? 'call.openedAt' : 'call.doneAt', { when: when(followUpAt) })
  return (
    <p className={followUp === 'open' ? styles.open : styles.done}>
      <strong>{since || t(followUp === 'open' ? 'call.open' : 'call.done')}</strong>
      {followUpBy && <> {t(`call.by.${followUpBy}`)}</>}
      {followUp === 'open' && followUpDueAt && (
        <> · {t('call.dueAt', { when: when(followUpDueAt) })}</>
      )}
    </p>
  )
}

const Inputs = ({ call, portal: { texts, zone }, state }: Omit<Props, 'list'>) => {
  const { t } = texts
  return (
    <>
      <TextArea
        autoFocus={state.firstWrong === 'note'}
        hint={t('call.noteHint')}
        label={t('call.note')}
        maxLength={MAX_TEXT}
        name="note"
        problem={state.problem('note')}
        value={state.value('note', call.followUpNote)}
      />
      <Field
        autoFocus={state.firstWrong === 'due'}
        hint={t('call.dueHint')}
        label={t('call.due')}
        name="due"
        problem={state.problem('due')}
        type="datetime-local"
        value={state.value('due', dueInput(call.followUpDueAt, zone))}
      />
    </>
  )
}

/** To do and done, with a note and until when. The return key saves, and does not close. */
export const FollowUpForm = (props: Props) => {
  const { call, list, portal, state } = props
  const { t } = portal.texts
  const submit = (change: string) => ({ name: 'change', value: change })
  return (
    <Section id="to-do" title={t('call.toDo')}>
      <Status call={call} portal={portal} />
      <Form action={FOLLOW_UP_ACTION} hidden={{ id: call.id, list }} portal={portal} state={state}>
        {call.followUp ? (
          <>
            <Inputs {...props} />
            <div className={styles.buttons}>
              <Button {...submit('save')}>{t('call.save')}</Button>
              {call.followUp === 'open' ? (
                <Button icon="check" look="primary" {...submit('done')}>
                  {t('call.done')}
                </Button>
              ) : (
                <Button {...submit('open')}>{t('call.again')}</Button>
              )}
              <Button {...submit('clear')}>{t('call.clear')}</Button>
            </div>
          </>
        ) : (
          <>
            <details className={styles.details} open={state.isRefused}>
              <summary>{t('call.noteAndDue')}</summary>
              <Inputs {...props} />
            </details>
            <Button icon="flag" {...submit('open')}>
              {t('call.setOpen')}
            </Button>
          </>
        )}
      </Form>
    </Section>
  )
}
