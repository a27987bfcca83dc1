'use client'

import type { Drift } from '../../vapiAccount/drift/signals'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import { driftText } from './driftText'
import './index.css'

type Props = {
  /** When it was read. */
  at: string
  drift: Pick<Drift, 'detail' | 'signal' | 'since'>
}

/** What is not as it was set, and since when. Hidden until the reader's zone is known, with its place kept. */
export const DriftLine = ({ at, drift }: Props) => {
  const desk = useDesk()
  const isKnown = useHydrated()
  return (
    <span className={isKnown ? undefined : 'desk-drift__unknown'}>
      {driftText(drift, { ...desk, now: new Date(at), timeZone: isKnown ? undefined : 'UTC' })}
    </span>
  )
}
