'use client'

import { TextField, useDocumentInfo, useField, useFormFields } from '@payloadcms/ui'
import type { JSONFieldClientProps, TextFieldClientProps } from 'payload'
import { readAssistantIDs } from '../../vapiAccount/assistantIDs'
import { useDesk } from '../shared/useDesk'
import { type ListedAssistant, type ListedNumber, type Lists, useAccountLists } from './lists'
import { type Choice, Picker } from './Picker'
import { useFill } from './useFill'

/** Why there is nothing to choose from, below a field in which ids can be typed all the same. */
const Problem = ({ text }: { text: null | string }) => {
  const { t } = useDesk()
  if (text === null) return null
  return (
    <p className="desk-vpick__problem" role="status">
      {t('desk:vapiPickProblem', { message: text })}
    </p>
  )
}

type Row = Pick<ListedAssistant | ListedNumber, 'client' | 'id'>

/** Choices with the client that has them, unless it is the open one. */
const useChoices = () => {
  const { t } = useDesk()
  const { id: open } = useDocumentInfo()
  const choiceOf = ({ client, id }: Row, name: string): Choice => ({
    label:
      client && client.id !== open ? t('desk:vapiPickTaken', { client: client.label, name }) : name,
    value: id,
  })
  return {
    ofAssistants: (rows: readonly ListedAssistant[]) =>
      rows.map((row) => choiceOf(row, row.name ?? row.id)),
    ofNumbers: (rows: readonly ListedNumber[]) =>
      rows.map((row) =>
        choiceOf(row, [row.number ?? row.id, row.name].filter(Boolean).join(' · ')),
      ),
  }
}

const valuesOf = (value: unknown): string[] =>
  typeof value === 'string' && value !== '' ? [value] : []

type PickerProps = TextFieldClientProps & { lists: Lists }

const AssistantPicker = ({ field, lists, path: pathFromProps, readOnly }: PickerProps) => {
  const { t } = useDesk()
  const { disabled, path, setValue, showError, value } = useField<null | string>({
    potentiallyStalePath: pathFromProps,
  })
  const { ofAssistants } = useChoices()
  const { fromAssistant } = useFill(lists)
  return (
    <Picker
      choices={ofAssistants(lists.assistants)}
      description={t('desk:vapiPickAssistantHint')}
      field={field}
      isLocked={Boolean(readOnly || disabled)}
      label={t('desk:vapiPickAssistant')}
      onChange={([id]) => {
        setValue(id ?? null)
        if (id !== undefined) fromAssistant(id)
      }}
      path={path}
      showError={showError}
      values={valuesOf(value)}
    />
  )
}

/** The client's first assistant: chosen from the account's, or typed. */
export const VapiAssistantID = (props: TextFieldClientProps) => {
  const { lists, problem } = useAccountLists()
  if (lists) return <AssistantPicker {...props} lists={lists} />
  return (
    <>
      <TextField {...props} />
      <Problem text={problem} />
    </>
  )
}

const NumberPicker = ({ field, lists, path: pathFromProps, readOnly }: PickerProps) => {
  const { t } = useDesk()
  const { disabled, path, setValue, showError, value } = useField<null | string>({
    potentiallyStalePath: pathFromProps,
  })
  const { ofNumbers } = useChoices()
  const { fromNumber } = useFill(lists)
  return (
    <Picker
      choices={ofNumbers(lists.numbers)}
      description={t('desk:vapiPickNumberHint')}
      field={field}
      isLocked={Boolean(readOnly || disabled)}
      label={t('desk:vapiPickNumber')}
      onChange={([id]) => {
        setValue(id ?? null)
        if (id !== undefined) fromNumber(id)
      }}
      path={path}
      showError={showError}
      values={valuesOf(value)}
    />
  )
}

/** The client's number: chosen from the account's, or typed. Without an account and a number it is not shown. */
export const VapiPhoneNumberID = (props: TextFieldClientProps) => {
  const { account, lists } = useAccountLists()
  const isEmpty = useFormFields(([fields]) => !fields?.[props.path]?.value)
  if (lists) return <NumberPicker {...props} lists={lists} />
  return account === null && isEmpty ? null : <TextField {...props} />
}

/** Further assistants of the client. Without an account and any of them it is not shown. */
export const FurtherAssistants = (props: JSONFieldClientProps) => {
  const { t } = useDesk()
  const { account, lists } = useAccountLists()
  const { disabled, path, setValue, showError, value } = useField<unknown>({
    potentiallyStalePath: props.path,
  })
  const first = useField<null | string>({ path: 'vapiAssistantId' })
  const { ofAssistants } = useChoices()
  const values = readAssistantIDs(value)
  if (account === null && values.length === 0) return null
  const others = lists?.assistants.filter(({ id }) => id !== first.value) ?? []
  return (
    <Picker
      choices={ofAssistants(others)}
      description={t('desk:vapiPickFurtherHint')}
      field={props.field}
      isLocked={Boolean(props.readOnly || disabled)}
      isMany
      label={t('desk:vapiPickFurther')}
      onChange={(ids) => setValue(ids.length === 0 ? null : ids)}
      path={path}
      showError={showError}
      values={values}
    />
  )
}
