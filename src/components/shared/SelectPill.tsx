'use client'

import { Pill } from '@payloadcms/ui'
import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'
import type { ComponentProps } from 'react'
import { CellLink } from './CellLink'
import { optionLabel } from './optionLabel'
import { useDesk } from './useDesk'

type PillStyle = ComponentProps<typeof Pill>['pillStyle']

type Props = DefaultCellComponentProps<SelectFieldClient> & {
  styles: Readonly<Record<string, PillStyle>>
}

/** The value of a select field as a pill. The label says it; the colour only helps to find it. */
export const SelectPill = ({ styles, ...props }: Props) => {
  const { i18n } = useDesk()
  const value: unknown = props.cellData
  return (
    <CellLink {...props}>
      {typeof value === 'string' ? (
        <Pill pillStyle={styles[value] ?? 'light-gray'} size="small">
          {optionLabel(props.field.options, value, i18n)}
        </Pill>
      ) : (
        '—'
      )}
    </CellLink>
  )
}
