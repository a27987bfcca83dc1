'use client'

import { useId } from 'react'
import { GRACE_CHOICES } from '../../../sender/grace'
import { useDesk } from '../useDesk'
import './index.css'

type Props = { onChange: (hours: number) => void; value: number }

/** Selects how long a replaced credential keeps working. */
export const GraceSelect = ({ onChange, value }: Props) => {
  const { formatCount, t } = useDesk()
  const id = useId()
  const nameOf = (hours: number) =>
    hours === 0
      ? t('desk:graceNone')
      : hours % 24 === 0
        ? t('desk:graceDays', { count: hours / 24, n: formatCount(hours / 24) })
        : t('desk:graceHours', { count: hours, n: formatCount(hours) })
  return (
    <p className="desk-grace">
      <label htmlFor={id}>{t('desk:graceLabel')}</label>
      <select id={id} onChange={(event) => onChange(Number(event.target.value))} value={value}>
        {GRACE_CHOICES.map((hours) => (
          <option key={hours} value={hours}>
            {nameOf(hours)}
          </option>
        ))}
      </select>
    </p>
  )
}
