'use client'

import { Button, Pill, TextareaInput } from '@payloadcms/ui'
import { useId, useState } from 'react'
import type { DeskKey } from '../../translations/keys'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useWrite } from './useWrite'
import { When } from './When'

/** What is to do about a call. */
export type ShownFollowUp = {
  at: null | string
  by: 'client' | 'rule' | 'staff' | null
  dueAt: null | string
  note: null | string
  state: 'done' | 'open' | null
}

const BY = {
  client: 'desk:followUpByClient',
  rule: 'desk:followUpByRule',
  staff: 'desk:followUpByStaff',
} as const satisfies Record<NonNullable<ShownFollowUp['by']>, DeskKey>

/** A time as an input of the browser has it: on the reader's clock. */
const localValue = (iso: null | string): string => {
  if (!iso) return ''
  const time = new Date(iso)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

type Props = { followUp: ShownFollowUp; id: string; timeZone: null | string }

type FormProps = Pick<Props, 'followUp'> & {
  isRunning: boolean
  onCancel: () => void
  onSave: (change: { followUpDueAt?: null | string; followUpNote: string }) => void
}

/** The note and the due time, to be changed. */
const Form = ({ followUp, isRunning, onCancel, onSave }: FormProps) => {
  const { t } = useDesk()
  const dueID = useId()
  const noteID = useId()
  const [note, setNote] = useState(followUp.note ?? '')
  const known = localValue(followUp.dueAt)
  const [due, setDue] = useState(known)
  return (
    <div className="desk-call__form">
      <TextareaInput
        label={t('desk:followUpNote')}
        onChange={(event) => setNote(event.target.value)}
        path={noteID}
        rows={2}
        value={note}
      />
      <label className="field-label" htmlFor={dueID}>
        {t('desk:followUpDue')}
      </label>
      <input
        className="desk-call__due"
        id={dueID}
        onChange={(event) => setDue(event.target.value)}
        type="datetime-local"
        value={due}
      />
      <div className="desk-call__buttons">
        <Button
          buttonStyle="primary"
          disabled={isRunning}
          margin={false}
          onClick={() =>
            onSave({
              followUpNote: note,
              // The input knows minutes only: a time that nobody changed keeps its seconds.
              ...(due === known
                ? {}
                : { followUpDueAt: due === '' ? null : new Date(due).toISOString() }),
            })
          }
          size="medium"
        >
          {t('desk:followUpSave')}
        </Button>
        <Button
          buttonStyle="secondary"
          disabled={isRunning}
          margin={false}
          onClick={onCancel}
          size="medium"
        >
          {t('general:cancel')}
        </Button>
      </div>
    </div>
  )
}

/** What staff can do about it: one press each, and a form for the note and the due time. */
const Actions = ({ followUp, id }: Omit<Props, 'timeZone'>) => {
  const { t } = useDesk()
  const { isRunning, write } = useWrite(id)
  const [isEditing, setIsEditing] = useState(false)
  const { state } = followUp
  if (isEditing) {
    return (
      <Form
        followUp={followUp}
        isRunning={isRunning}
        onCancel={() => setIsEditing(false)}
        onSave={(change) =>
          write({ body: change, done: t('desk:followUpIsSaved'), path: 'follow-up' })
        }
      />
    )
  }
  const press = (label: DeskKey, next: ShownFollowUp['state'], done: DeskKey) => (
    <Button
      buttonStyle={next === 'done' ? 'primary' : 'secondary'}
      disabled={isRunning}
      margin={false}
      onClick={() => write({ body: { followUp: next }, done: t(done), path: 'follow-up' })}
      size="medium"
    >
      {t(label)}
    </Button>
  )
  if (state === null) {
    return (
      <div className="desk-call__buttons">
        {press('desk:followUpAdd', 'open', 'desk:followUpIsOpen')}
      </div>
    )
  }
  return (
    <div className="desk-call__buttons">
      {state === 'open'
        ? press('desk:followUpMarkDone', 'done', 'desk:followUpIsDone')
        : press('desk:followUpReopen', 'open', 'desk:followUpIsOpen')}
      <Button
        buttonStyle="secondary"
        disabled={isRunning}
        margin={false}
        onClick={() => setIsEditing(true)}
        size="medium"
      >
        {t('desk:followUpChange')}
      </Button>
      {press('desk:followUpClear', null, 'desk:followUpIsClear')}
    </div>
  )
}

/** What is to do about a call, with what staff can do about it. */
export const FollowUpPart = ({ followUp, id, timeZone }: Props) => {
  const { t } = useDesk()
  const mayChange = useMayOnField('call-summaries', 'summary', 'update')
  const { at, by, dueAt, note, state } = followUp
  if (!mayChange && state === null) return null
  return (
    <section className="desk-call__part">
      <h2>{t('desk:followUpTitle')}</h2>
      {state === null ? (
        <p className="desk-call__quiet">{t('desk:followUpNone')}</p>
      ) : (
        <p className="desk-call__state">
          <Pill pillStyle={state === 'open' ? 'warning' : 'success'} size="small">
            {t(state === 'open' ? 'desk:followUpOpen' : 'desk:followUpDone')}
          </Pill>
          {by && <span>{t(BY[by])}</span>}
          {at && <When timeZone={timeZone} value={at} />}
        </p>
      )}
      {state !== null && dueAt && (
        <p className="desk-call__quiet">
          {t('desk:followUpUntil')} <When timeZone={timeZone} value={dueAt} />
        </p>
      )}
      {note && (
        <p className="desk-call__typed" dir="auto">
          {note}
        </p>
      )}
      {mayChange && <Actions followUp={followUp} id={id} key={at ?? ''} />}
    </section>
  )
}
