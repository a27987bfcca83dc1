'use client'

import { CheckIcon } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'
import './index.css'

type Props = {
  current: string
  /**
   * With radio buttons to choose a step; the chosen one is the current one then. Without them, each reached step is
   * done, and the next one is current.
   */
  radios?: { locked: boolean; name: string; onChoose: (step: string) => void }
  steps: readonly { label: string; value: string }[]
}

/** The steps of a client's setup, with those that are done and the current one. */
export const SetupSteps = ({ current: status, radios, steps }: Props) => {
  const { t } = useDesk()
  const reached = steps.findIndex(({ value }) => value === status)
  const current = radios ? reached : reached + 1
  const position = (index: number) => {
    if (index === current) return 'current'
    return index < current ? 'done' : 'ahead'
  }
  const Label = radios ? 'label' : 'span'
  return (
    <ol className="desk-path__steps">
      {steps.map(({ label, value }, index) => (
        <li
          aria-current={index === current ? 'step' : undefined}
          className={`desk-path__step desk-path__step--${position(index)}`}
          key={value}
        >
          <Label className="desk-path__label">
            {radios && (
              <input
                checked={index === current}
                className="desk-path__radio"
                disabled={radios.locked}
                name={radios.name}
                onChange={() => radios.onChoose(value)}
                type="radio"
                value={value}
              />
            )}
            <span aria-hidden className="desk-path__mark">
              {index < current ? <CheckIcon /> : index + 1}
            </span>
            <span className="desk-path__text">{label}</span>
            {index <= current && (
              <span className="desk-sr-only">
                {t(index === current ? 'desk:stepCurrent' : 'desk:stepDone')}
              </span>
            )}
          </Label>
        </li>
      ))}
    </ol>
  )
}
