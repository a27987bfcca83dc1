'use client'

import { Button, ChevronIcon, XIcon } from '@payloadcms/ui'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useDesk } from '../shared/useDesk'
import { useEditing } from './editing'

/** Enter would save the whole form. */
const keepFromSaving = (event: KeyboardEvent): void => {
  if (event.key === 'Enter') event.preventDefault()
}

type TextProps = {
  isRequired?: boolean
  label: string
  maxLength: number
  onChange: (text: string) => void
  value: string
}

/** A text with its label above. */
export const Text = ({ isRequired = false, label, maxLength, onChange, value }: TextProps) => {
  const { isLocked } = useEditing()
  const id = useId()
  return (
    <div className="desk-map__input">
      <label htmlFor={id}>{label}</label>
      <input
        aria-required={isRequired}
        dir="auto"
        disabled={isLocked}
        id={id}
        maxLength={maxLength}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={keepFromSaving}
        type="text"
        value={value}
      />
    </div>
  )
}

type ChoiceProps<Value extends string> = {
  label: string
  onChange: (value: Value) => void
  options: readonly { label: string; value: Value }[]
  value: Value
}

/** One of several options, with its label above. */
export const Choice = <Value extends string>({
  label,
  onChange,
  options,
  value,
}: ChoiceProps<Value>) => {
  const { isLocked } = useEditing()
  const id = useId()
  return (
    <div className="desk-map__input">
      <label htmlFor={id}>{label}</label>
      <select
        disabled={isLocked}
        id={id}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value)
          if (chosen) onChange(chosen.value)
        }}
        value={value}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

type ActProps = { icon: ReactNode; isDisabled?: boolean; label: string; onClick: () => void }

/** A small button with an icon, named for what it acts on. */
const Act = ({ icon, isDisabled = false, label, onClick }: ActProps) => (
  <button
    aria-label={label}
    className="desk-map__act"
    disabled={isDisabled}
    onClick={onClick}
    title={label}
    type="button"
  >
    <span aria-hidden>{icon}</span>
  </button>
)

type ActsProps = {
  count: number
  index: number
  name: string
  onMove?: (by: -1 | 1) => void
  onRemove: () => void
}

/** Buttons that move an item of a list up and down, and remove it. */
export const Acts = ({ count, index, name, onMove, onRemove }: ActsProps) => {
  const { t } = useDesk()
  const { isLocked } = useEditing()
  if (isLocked) return null
  return (
    <div className="desk-map__acts">
      {onMove && count > 1 && (
        <>
          <Act
            icon={<ChevronIcon direction="up" />}
            isDisabled={index === 0}
            label={t('desk:mappingUp', { name })}
            onClick={() => onMove(-1)}
          />
          <Act
            icon={<ChevronIcon direction="down" />}
            isDisabled={index === count - 1}
            label={t('desk:mappingDown', { name })}
            onClick={() => onMove(1)}
          />
        </>
      )}
      <Act icon={<XIcon />} label={t('desk:mappingRemove', { name })} onClick={onRemove} />
    </div>
  )
}

type AddProps = { label: string; onAdd: (text: string) => void }

/** A text to add to a list, with its button. */
export const Add = ({ label, onAdd }: AddProps) => {
  const { t } = useDesk()
  const { isLocked } = useEditing()
  const [text, setText] = useState('')
  const id = useId()
  if (isLocked) return null
  const add = () => {
    if (text.trim() === '') return
    onAdd(text.trim())
    setText('')
  }
  return (
    <div className="desk-map__add">
      <div className="desk-map__input">
        <label htmlFor={id}>{label}</label>
        <input
          dir="auto"
          id={id}
          maxLength={60}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            keepFromSaving(event)
            if (event.key === 'Enter') add()
          }}
          type="text"
          value={text}
        />
      </div>
      <Button buttonStyle="secondary" margin={false} onClick={add} size="small">
        {t('desk:mappingAdd')}
      </Button>
    </div>
  )
}

type SearchProps = { inputID: string; onChange: (text: string) => void; value: string }

/** The search among the keys. */
export const Search = ({ inputID, onChange, value }: SearchProps) => {
  const { t } = useDesk()
  return (
    <div className="desk-map__input desk-map__search">
      <label htmlFor={inputID}>{t('desk:mappingSearch')}</label>
      <input
        autoComplete="off"
        dir="auto"
        id={inputID}
        maxLength={200}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={keepFromSaving}
        type="search"
        value={value}
      />
    </div>
  )
}
