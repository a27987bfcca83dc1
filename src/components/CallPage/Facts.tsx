'use client'

import type { ReactNode } from 'react'
import type { EvidenceLine as Line } from '../../vapi/mapping/evidence'
import { EvidenceLine } from './EvidenceLine'

/** A label with its value, and where that comes from; null values are not drawn. */
export type Fact = {
  evidence?: readonly (Line | undefined)[]
  label: string
  value: ReactNode
}

/** The lines that differ: an amount and its currency often stand in one place. */
const different = (lines: readonly (Line | undefined)[]): readonly Line[] => [
  ...new Map(
    lines.flatMap((line) => (line ? [[`${line.from} ${line.raw}`, line] as const] : [])),
  ).values(),
]

/** Facts of a call, one under the other. Nothing is drawn for what is not known. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== '')
  if (known.length === 0) return null
  return (
    <dl className="desk-call__facts">
      {known.map(({ evidence = [], label, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat, and the list does not change
        <div key={at}>
          <dt dir="auto">{label}</dt>
          <dd dir="auto">
            {value}
            {different(evidence).map((line) => (
              <EvidenceLine key={`${line.from} ${line.raw}`} of={line} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
