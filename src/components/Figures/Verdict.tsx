import type { ReactNode } from 'react'
import './Verdict.css'

const SIGNS = {
  good: 'M2.5 8.5l3.5 3.5 7.5-8',
  warning: 'M8 2.2L14.6 13.8H1.4zM8 6.2v3.6M8 11.6v.6',
} as const

type Props = { children: ReactNode; state: keyof typeof SIGNS }

/** A sentence that says whether all is well, with an icon, so that colour is not the only sign. */
export const Verdict = ({ children, state }: Props) => (
  <p className={`desk-verdict desk-verdict--${state}`}>
    <svg aria-hidden className="desk-verdict__sign" viewBox="0 0 16 16">
      <path d={SIGNS[state]} />
    </svg>
    <span>{children}</span>
  </p>
)
