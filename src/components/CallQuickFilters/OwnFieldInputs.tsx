'use client'

import { Button, useListDrawerContext, useListQuery } from '@payloadcms/ui'
import { type FormEvent, useId } from 'react'
import type { OwnField } from '../../vapi/mapping/mapping'
import { useDesk } from '../shared/useDesk'
import { type Condition, valueIn, withField } from '../shared/where'

type Props = { fields: readonly Pick<OwnField, 'choices' | 'key' | 'label' | 'type'>[] }

type RowProps = { field: Props['fields'][number] }

const FROM = 'greater_than_equal'
const TO = 'less_than_equal'

const conditionsOf = (path: string, form: FormData): Condition[] =>
  ['equals', 'like', FROM, TO].flatMap((operator) => {
    const value = form.get(operator)
    return typeof value === 'string' && value.trim() !== ''
      ? [{ [path]: { [operator]: value.trim() } }]
      : []
  })

/** What can be typed or chosen for a field, by the operator of its filter. */
const Inputs = ({ field: { choices, label, type }, path }: RowProps & { path: string }) => {
  const { t } = useDesk()
  const { query } = useListQuery()
  const kept = (operator: string) => ({
    className: 'desk-own-filter__input',
    defaultValue: valueIn(query.where, path, operator),
    name: operator,
  })
  if (type === 'choice') {
    return (
      <select aria-label={label} {...kept('equals')}>
        <option value="">{t('desk:filterAll')}</option>
        {choices.map(({ key, label: text }) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    )
  }
  if (type === 'text')
    return <input aria-label={label} {...kept('like')} maxLength={200} type="text" />
  const input = type === 'date' ? 'date' : 'number'
  return (
    <>
      <input
        aria-label={t('desk:ownFieldFrom', { label })}
        placeholder={t('desk:ownFieldFromHint')}
        step="any"
        type={input}
        {...kept(FROM)}
      />
      <span aria-hidden>–</span>
      <input
        aria-label={t('desk:ownFieldTo', { label })}
        placeholder={t('desk:ownFieldToHint')}
        step="any"
        type={input}
        {...kept(TO)}
      />
    </>
  )
}

const Row = ({ field }: RowProps) => {
  const { t } = useDesk()
  const { query, refineListData } = useListQuery()
  const labelID = useId()
  const path = `fields.${field.key}`
  const apply = (conditions: readonly Condition[]) =>
    void refineListData({ where: withField({ conditions, field: path, where: query.where }) })
  const state = ['equals', 'like', FROM, TO].map((each) => valueIn(query.where, path, each))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    apply(conditionsOf(path, new FormData(event.currentTarget)))
  }
  return (
    <form
      aria-labelledby={labelID}
      className="desk-filters__row desk-own-filter"
      // With another filter, from a link or the history, the inputs begin anew.
      key={state.join('\n')}
      onSubmit={submit}
    >
      <span className="desk-filters__label" dir="auto" id={labelID}>
        {field.label}
      </span>
      <Inputs field={field} path={path} />
      <Button buttonStyle="secondary" margin={false} size="small" type="submit">
        {t('desk:ownFieldApply')}
      </Button>
      {state.some(Boolean) && (
        <Button
          buttonStyle="transparent"
          margin={false}
          onClick={() => apply([])}
          size="small"
          type="button"
        >
          {t('desk:filterAll')}
        </Button>
      )}
    </form>
  )
}

/** Filters by own fields whose values are typed, or chosen from many: from – to, words, or a list. */
export const OwnFieldInputs = ({ fields }: Props) => {
  const { isInDrawer } = useListDrawerContext()
  if (isInDrawer) return null
  return fields.map((field) => <Row field={field} key={field.key} />)
}
