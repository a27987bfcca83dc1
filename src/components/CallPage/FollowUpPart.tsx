'use client'

import { Button, Pill, TextareaInput } from '@payloadcms/ui'
import { useId, useState } from 'react'
import type { DeskKey } from '../../translations/keys'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
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

const Form = ({ followUp, id }: Omit<Props, 'timeZone'>) => {
  const { t } = useDesk()
  const { isRunning, write } = useWrite(id)
  const dueID = useId()
  const noteID = useId()
  // Only the browser knows the reader's clock.
  const isHydrated = useHydrated()
  const [note, setNote] = useState(followUp.note ?? '')
  const [typedDue, setTypedDue] = useState<null | string>(null)
  const due = typedDue ?? (isHydrated ? localValue(followUp.dueAt) : '')
  const save = (state: ShownFollowUp['state'], done: string) =>
    write({
      body: {
        followUp: state,
        ...(state === null
          ? {}
          : {
              followUpNote: note,
              ...(typedDue === null
                ? {}
                : { followUpDueAt: typedDue === '' ? null : new Date(typedDue).toISOString() }),
            }),
      },
      done,
      path: 'follow-up',
    })
  const { state } = followUp
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
        onChange={(event) => setTypedDue(event.target.value)}
        type="datetime-local"
        value={due}
      />
      <div className="desk-call__buttons">
        {state !== 'done' && (
          <Button
            buttonStyle={state === 'open' ? 'primary' : 'secondary'}
            disabled={isRunning}
            margin={false}
            onClick={() => save('done', t('desk:followUpIsDone'))}
            size="medium"
          >
            {t('desk:followUpMarkDone')}
          </Button>
        )}
        <Button
          buttonStyle="secondary"
          disabled={isRunning}
          margin={false}
          onClick={() => save('open', t('desk:followUpIsOpen'))}
          size="medium"
        >
          {t(
            state === 'open'
              ? 'desk:followUpSave'
              : state === 'done'
                ? 'desk:followUpReopen'
                : 'desk:followUpAdd',
          )}
        </Button>
        {state !== null && (
          <Button
            buttonStyle="secondary"
            disabled={isRunning}
            margin={false}
            onClick={() => save(null, t('desk:followUpIsClear'))}
            size="medium"
          >
            {t('desk:followUpClear')}
          </Button>
        )}
      </div>
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
          </Pill>{' '}
          {by && t(BY[by])}
          {at && (
            <>
              {' · '}
              <When timeZone={timeZone} value={at} />
            </>
          )}
        </p>
      )}
      {state !== null && dueAt && (
        <p className="desk-call__quiet">
          {t('desk:followUpUntil')} <When timeZone={timeZone} value={dueAt} />
        </p>
      )}
      {!mayChange && note && (
        <p className="desk-call__typed" dir="auto">
          {note}
        </p>
      )}
      {mayChange && <Form followUp={followUp} id={id} key={`${at} ${state}`} />}
    </section>
  )
}
