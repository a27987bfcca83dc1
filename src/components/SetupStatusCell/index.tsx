'use client'

import { CheckIcon } from '@payloadcms/ui'
import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'
import { CellLink } from '../shared/CellLink'
import { optionLabel } from '../shared/optionLabel'
import { StatusDot } from '../shared/StatusDot'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useSavedStatus } from './useSavedStatus'
import './index.css'

type Props = DefaultCellComponentProps<SelectFieldClient>

type EditableProps = {
  options: readonly { label: string; value: string }[]
  rowData: Props['rowData']
  status: string
}

const EditableStatus = ({ options, rowData, status }: EditableProps) => {
  const { t } = useDesk()
  const { change, state, value } = useSavedStatus({ id: String(rowData.id), rowData, status })
  return (
    <div className={`desk-status-cell desk-status-cell--${state.kind}`}>
      <span className="desk-status-cell__box">
        <StatusDot status={value} />
        <select
          aria-busy={state.kind === 'saving'}
          aria-label={t('desk:setupStatusOf', { name: String(rowData.name || rowData.email) })}
          className="desk-status-cell__select"
          onChange={(event) => change(event.target.value)}
          onClick={(event) => event.stopPropagation()}
          value={value}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </span>
      <span className="desk-status-cell__note" role="status">
        {state.kind === 'saving' && t('desk:saving')}
        {state.kind === 'saved' && (
          <>
            <CheckIcon />
            {t('desk:saved')}
          </>
        )}
        {state.kind === 'failed' && t('desk:saveFailed', { reason: state.reason })}
      </span>
    </div>
  )
}

/** A client's setup status, which can be changed in the list. */
export const SetupStatusCell = (props: Props) => {
  const { cellData, field, rowData } = props
  const { i18n } = useDesk()
  const mayChange = useMayOnField('users', 'setupStatus', 'update')
  const value: unknown = cellData
  const status = typeof value === 'string' ? value : 'not_started'

  // Staff have no setup.
  if (rowData.isStaff || rowData.isSuperuser) return <CellLink {...props}>—</CellLink>
  if (!mayChange || props.link) {
    return (
      <CellLink {...props}>
        <span className="desk-status-cell__box">
          <StatusDot status={status} />
          {optionLabel(field.options, status, i18n)}
        </span>
      </CellLink>
    )
  }
  return (
    <EditableStatus
      // React keeps cells by position. Another user in the same row must not inherit the tick.
      key={String(rowData.id)}
      options={field.options.map((option) => {
        const choice = typeof option === 'string' ? option : option.value
        return { label: optionLabel(field.options, choice, i18n), value: choice }
      })}
      rowData={rowData}
      status={status}
    />
  )
}
