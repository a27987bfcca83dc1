'use client'

import type { ReactNode } from 'react'

/** A label with its value; null values are not drawn. */
export type Fact = { label: string; value: ReactNode }

/** Facts of a call, one under the other. Nothing is drawn for what is not known. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== '')
  if (known.length === 0) return null
  return (
    <dl className="desk-call__facts">
      {known.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
