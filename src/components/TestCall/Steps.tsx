'use client'

import { ErrorIcon, LineIcon, SuccessIcon, WarningIcon } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { STEPS, type State, type Step } from '../../connectionTest/findings'
import type { DeskKey } from '../../translations/keys'
import { useDesk } from '../shared/useDesk'
import type { ShownStep } from './useTestCall'

const LABELS = {
  address: 'desk:testStepAddress',
  answer: 'desk:testStepAnswer',
  call: 'desk:testStepCall',
  certificate: 'desk:testStepCertificate',
  connection: 'desk:testStepConnection',
  name: 'desk:testStepName',
} as const satisfies Record<Step, DeskKey>

type ShownState = 'notTried' | 'running' | State

const STATES = {
  failed: 'desk:testStateFailed',
  notTried: 'desk:testStateNotTried',
  ok: 'desk:testStateOk',
  running: 'desk:testStateRunning',
  skipped: 'desk:testStateSkipped',
  warning: 'desk:testStateWarning',
} as const satisfies Record<ShownState, DeskKey>

const ICONS: Partial<Record<ShownState, ReactNode>> = {
  failed: <ErrorIcon />,
  ok: <SuccessIcon />,
  skipped: <LineIcon />,
  warning: <WarningIcon />,
}

type Props = { isRunning: boolean; tried: readonly ShownStep[] }

/** All steps of a test. Each has an icon and a result once it is done. */
export const Steps = ({ isRunning, tried }: Props) => {
  const { formatCount, t } = useDesk()
  const stateOf = (index: number): ShownState =>
    tried[index]?.state ?? (isRunning && index === tried.length ? 'running' : 'notTried')
  return (
    <ol className="desk-test__steps">
      {STEPS.map((step, index) => {
        const state = stateOf(index)
        const over = tried[index]
        return (
          <li className={`desk-test__step desk-test__step--${state}`} key={step}>
            <span aria-hidden className="desk-test__icon">
              {ICONS[state]}
            </span>
            <span className="desk-test__label">
              {t(LABELS[step])}
              {over && <span className="desk-sr-only">: {t(STATES[state])}</span>}
            </span>
            <span className="desk-test__message">
              {over?.message ?? (state === 'running' || !isRunning ? t(STATES[state]) : null)}
            </span>
            <span className="desk-test__time">
              {over &&
                over.state !== 'skipped' &&
                t('desk:testMilliseconds', { n: formatCount(over.ms) })}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
