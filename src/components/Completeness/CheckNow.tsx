'use client'

import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import type { RunningCheck } from '../../vapiAccount/completeness/completeness'
import { reasonOf, send } from '../shared/request'
import { useDesk } from '../shared/useDesk'

type Props = {
  onAsked: () => void
  running: null | RunningCheck
  /** Each is asked for a check. */
  urls: readonly string[]
}

/** Has all calls compared with Vapi's list now, and says how far that is. */
export const CheckNow = ({ onAsked, running, urls }: Props) => {
  const desk = useDesk()
  const { formatCount, t } = desk
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<null | string>(null)
  const ask = async () => {
    setAsking(true)
    setProblem(null)
    for (const url of urls) {
      try {
        await send({ desk, method: 'POST', url })
      } catch (error) {
        setProblem(reasonOf(error, desk))
      }
    }
    setAsking(false)
    onAsked()
  }
  return (
    <div className="desk-complete__check">
      <Button
        buttonStyle="secondary"
        disabled={isAsking || running !== null}
        margin={false}
        onClick={() => void ask()}
        size="small"
      >
        {t('desk:completeCheckNow')}
      </Button>
      <span className="desk-complete__said" role="status">
        {problem ??
          (running &&
            (running.startedAt === null
              ? t('desk:completeAsked')
              : t('desk:completeChecking', {
                  count: running.calls,
                  n: formatCount(running.calls),
                })))}
      </span>
    </div>
  )
}
