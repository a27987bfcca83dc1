'use client'

import { Button } from '@payloadcms/ui'
import { useDesk } from './useDesk'

type Props = { isStopping: boolean; onStop: () => void }

/** Stops a run in the background, and says that it is stopping. */
export const StopRun = ({ isStopping, onStop }: Props) => {
  const { t } = useDesk()
  return (
    <div>
      <Button
        buttonStyle="secondary"
        disabled={isStopping}
        margin={false}
        onClick={onStop}
        size="small"
      >
        {t(isStopping ? 'desk:reprojectStopping' : 'desk:reprojectStop')}
      </Button>
    </div>
  )
}
