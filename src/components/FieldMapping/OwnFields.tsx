'use client'

import { useState } from 'react'
import { FIELD_TYPES, MAX_OWN_FIELDS, type OwnField } from '../../vapi/mapping/mapping'
import { useDesk } from '../shared/useDesk'
import { headingID, useEditing } from './editing'
import { Acts, Add, Choice, Text } from './Inputs'
import { keyFromLabel } from './keyFromLabel'
import { moved, replaced, without } from './lists'
import { Result } from './Result'
import { Sources } from './Sources'
import { TYPE_WORDS } from './words'

const MAX_CHOICES = 50

type FieldProps = { field: OwnField; onChange: (field: OwnField) => void }

type ValuesProps = {
  choice: OwnField['choices'][number]
  onChange: (values: string[]) => void
}

/** What agents write for a choice. What is typed stays as it is: a comma at the end is the beginning of another value. */
const ValuesOf = ({ choice, onChange }: ValuesProps) => {
  const { t } = useDesk()
  const [text, setText] = useState(choice.values.join(', '))
  return (
    <Text
      label={t('desk:mappingChoiceValues', { name: choice.label })}
      maxLength={2000}
      onChange={(typed) => {
        setText(typed)
        const values = typed.split(',').map((each) => each.trim().slice(0, 200))
        onChange([...new Set(values)].filter(Boolean).slice(0, MAX_CHOICES))
      }}
      value={text}
    />
  )
}

const Choices = ({ field, onChange }: FieldProps) => {
  const { t } = useDesk()
  const { choices } = field
  const set = (next: OwnField['choices']) => onChange({ ...field, choices: next })
  return (
    <div className="desk-map__choices">
      <h4>{t('desk:mappingChoices')}</h4>
      <ol className="desk-map__sources">
        {choices.map((choice, index) => (
          <li className="desk-map__source" key={choice.key}>
            <div className="desk-map__fields">
              <Text
                isRequired
                label={t('desk:mappingLabel')}
                maxLength={60}
                onChange={(label) => set(replaced(choices, index, { ...choice, label }))}
                value={choice.label}
              />
              <ValuesOf
                choice={choice}
                onChange={(values) => set(replaced(choices, index, { ...choice, values }))}
              />
            </div>
            <Acts
              count={choices.length}
              index={index}
              name={choice.label}
              onMove={(by) => set(moved(choices, index, by))}
              onRemove={() => set(without(choices, index))}
            />
          </li>
        ))}
      </ol>
      {choices.length < MAX_CHOICES && (
        <Add
          label={t('desk:mappingNewChoice', { name: field.label })}
          onAdd={(label) => {
            const key = keyFromLabel(label, {
              kind: 'outcome',
              taken: choices.map((each) => each.key),
            })
            set([...choices, { key, label, values: [] }])
          }}
        />
      )}
    </div>
  )
}

const OneField = ({ field, onChange }: FieldProps) => {
  const { t } = useDesk()
  return (
    <>
      <div className="desk-map__line">
        <div className="desk-map__fields">
          <Text
            isRequired
            label={t('desk:mappingLabel')}
            maxLength={60}
            onChange={(label) => onChange({ ...field, label })}
            value={field.label}
          />
          <Choice
            label={t('desk:mappingType')}
            onChange={(type) =>
              onChange({ ...field, choices: type === 'choice' ? field.choices : [], type })
            }
            options={FIELD_TYPES.map((value) => ({ label: t(TYPE_WORDS[value]), value }))}
            value={field.type}
          />
          <p className="desk-map__quiet desk-map__key">
            {t('desk:mappingKey')} <code>{field.key}</code>
          </p>
        </div>
        <Sources row={`fields.${field.key}`} sources={field.sources} />
        {field.type === 'choice' && <Choices field={field} onChange={onChange} />}
      </div>
      <Result row={`fields.${field.key}`} />
    </>
  )
}

/** The fields of a client's own, in the order in which they are shown. */
export const OwnFields = () => {
  const { formatCount, t } = useDesk()
  const editing = useEditing()
  const { change, draft } = editing
  const { fields } = draft
  const set = (next: OwnField[]) => change({ ...draft, fields: next })
  return (
    <section aria-label={t('desk:mappingOwn')} className="desk-map__part">
      <h2>{t('desk:mappingOwn')}</h2>
      <p className="desk-map__hint">
        {t('desk:mappingOwnHint', { n: formatCount(MAX_OWN_FIELDS) })}
      </p>
      <ol className="desk-map__rows">
        {fields.map((field, index) => (
          <li className="desk-map__row" key={field.key}>
            <div className="desk-map__head">
              <h3 id={headingID(editing, `fields.${field.key}`)} tabIndex={-1}>
                <bdi>{field.label || field.key}</bdi>
              </h3>
              <Acts
                count={fields.length}
                index={index}
                name={field.label || field.key}
                onMove={(by) => set(moved(fields, index, by))}
                onRemove={() => set(without(fields, index))}
              />
            </div>
            <OneField field={field} onChange={(next) => set(replaced(fields, index, next))} />
          </li>
        ))}
      </ol>
      {fields.length < MAX_OWN_FIELDS && (
        <Add
          label={t('desk:mappingNewField')}
          onAdd={(label) => {
            const key = keyFromLabel(label, { kind: 'field', taken: fields.map((f) => f.key) })
            set([...fields, { choices: [], key, label, sources: [], type: 'text' }])
          }}
        />
      )}
    </section>
  )
}
