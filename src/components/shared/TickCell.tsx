'use client'

import { CheckIcon } from '@payloadcms/ui'
import type { CheckboxFieldClient, DefaultCellComponentProps } from 'payload'
import { CellLink } from './CellLink'
import './shared.css'

type Props = DefaultCellComponentProps<CheckboxFieldClient> & { no: string; yes: string }

/** A tick or a dash, with a text for screen readers. */
export const TickCell = ({ no, yes, ...props }: Props) => {
  const on = Boolean(props.cellData)
  return (
    <CellLink {...props}>
      <span
        aria-hidden
        className={on ? 'desk-tick desk-tick--on' : 'desk-tick'}
        title={on ? yes : no}
      >
        {on ? <CheckIcon /> : '—'}
      </span>
      <span className="desk-sr-only">{on ? yes : no}</span>
    </CellLink>
  )
}
