import type { Labels } from '../../fields/labels'
import { oneLine } from '../../mail/templates/clean'
import { FOLLOW_UP_ACTION, TO_DO } from '../call/forms'
import { CALLS, callPath } from '../calls/address'
import { callerOf, callOutcome, dayAndTime, type Reader } from '../calls/callLine'
import { clockOf } from '../calls/listedCall'
import { readerOf } from '../calls/reader'
import type { FormState } from '../forms/formState'
import type { ClientPortal } from '../portal'
import { Button } from '../ui/Button'
import { classes } from '../ui/classes'
import { Empty } from '../ui/Empty'
import { Form } from '../ui/Form'
import { Icon } from '../ui/Icon'
import { Outcome } from '../ui/Outcome'
import { Page } from '../ui/Page'
import { Problem } from '../ui/Problem'
import { Section } from '../ui/Section'
import { type ToDoCall, type ToDoPlace, writeToDoPlace } from './readToDo'
import styles from './ToDo.module.css'

const MAX_NOTE = 280

type Props = {
  /** Not the first page. */
  isLater: boolean
  calls: readonly ToDoCall[]
  count: number
  done: string | undefined
  labels: Labels
  next: null | ToDoPlace
  now: Date
  portal: ClientPortal
  state: FormState
}

const dueOf = ({ followUpDueAt }: ToDoCall, reader: Reader, now: Date) => {
  if (!followUpDueAt) return null
  const isOverdue = Date.parse(followUpDueAt) < now.getTime()
  const when = dayAndTime(followUpDueAt, reader)
  const { t } = reader.texts
  return { isOverdue, text: t(isOverdue ? 'todo.overdue' : 'todo.due', { when }) }
}

type RowProps = { call: ToDoCall; now: Date; portal: ClientPortal; reader: Reader }

const Row = ({ call, now, portal, reader }: RowProps) => {
  const { t } = reader.texts
  const caller = callerOf(call, reader)
  const due = dueOf(call, reader, now)
  const time = clockOf(call)
  const outcome = callOutcome(call, reader)
  const note = oneLine(call.followUpNote ?? '', MAX_NOTE)
  const text = note || oneLine(call.summary ?? '', MAX_NOTE)
  return (
    <li className={styles.item}>
      <a className={styles.call} href={callPath(call.id)}>
        <span className={styles.top}>
          <bdi className={styles.caller}>{caller.text}</bdi>
          {time && (
            <time className={styles.time} dateTime={time}>
              {dayAndTime(time, reader)}
            </time>
          )}
        </span>
        {due && (
          <span className={classes(styles.due, due.isOverdue && styles.overdue)}>
            <Icon name="clock" />
            {due.text}
          </span>
        )}
        {text && (
          <span className={classes(styles.text, note !== '' && styles.note)} dir="auto">
            {text}
          </span>
        )}
        {outcome && <Outcome className={styles.outcome} outcome={outcome} />}
      </a>
      <div className={styles.buttons}>
        {caller.number?.dial && (
          <a
            aria-label={t('todo.callFor', { caller: caller.text })}
            className={styles.callBack}
            href={`tel:${caller.number.dial}`}
          >
            <Icon name="phone" />
          </a>
        )}
        <Form
          action={FOLLOW_UP_ACTION}
          hidden={{ change: 'done', from: 'to-do', id: call.id }}
          portal={portal}
        >
          <button
            aria-label={t('todo.doneFor', { caller: caller.text })}
            className={styles.tick}
            type="submit"
          >
            <Icon name="check" />
            <span>{t('todo.done')}</span>
          </button>
        </Form>
      </div>
    </li>
  )
}

/** What is to do, most urgent first. */
export const ToDoView = (props: Props) => {
  const { calls, count, done, isLater, labels, next, now, portal, state } = props
  const { t } = portal.texts
  const reader = readerOf(portal, labels)
  const problem = state.problem()
  return (
    <Page current="todo" done={done} portal={portal} title={t('todo.title')} todo={count}>
      {problem && <Problem>{problem}</Problem>}
      {calls.length > 0 ? (
        <Section bare>
          <ol className={styles.list}>
            {calls.map((call) => (
              <Row call={call} key={call.id} now={now} portal={portal} reader={reader} />
            ))}
          </ol>
        </Section>
      ) : (
        <Empty icon="check" title={t('todo.empty')}>
          <p>{t('todo.emptyHint')}</p>
          <p>
            <Button href={CALLS}>{t('call.all')}</Button>
          </p>
        </Empty>
      )}
      {(next || isLater) && (
        <nav aria-label={t('calls.pages')} className={styles.pages}>
          {isLater && <Button href={TO_DO}>{t('todo.start')}</Button>}
          {next && (
            <Button
              href={`${TO_DO}?after=${encodeURIComponent(writeToDoPlace(next))}`}
              icon="chevron"
            >
              {t('todo.more')}
            </Button>
          )}
        </nav>
      )}
    </Page>
  )
}
