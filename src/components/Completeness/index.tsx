'use client'

import { useAuth } from '@payloadcms/ui'
import { formatWhen } from '../../format'
import { Panel, PanelWaiting } from '../Figures/Panel'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { CheckNow } from './CheckNow'
import { Counts } from './Counts'
import { Gaps } from './Gaps'
import { Says } from './Says'
import { Strip } from './Strip'
import { useCompleteness } from './useCompleteness'
import './index.css'

/** Which calls of a client at Vapi are here. Only for clients that are connected to an account. */
export const Completeness = ({ id }: { id: string }) => {
  const { language, t } = useDesk()
  const { apiURL } = useURLs()
  const { permissions } = useAuth()
  const { readAgain, seen } = useCompleteness(apiURL(`/users/${id}/completeness`))
  const mayCheck = permissions?.collections?.['vapi-accounts']?.read === true
  if (seen === null) {
    return (
      <div className="desk-complete">
        <PanelWaiting title="desk:completeTitle" />
      </div>
    )
  }
  const { at, problem, value: found } = seen
  return (
    <div className="desk-complete">
      <Panel
        note={
          found &&
          t('desk:completeSince', {
            day: formatWhen(found.since, { language, timeZone: found.timezone })?.day ?? '',
            zone: found.timezone,
          })
        }
        title="desk:completeTitle"
      >
        {problem && (
          <p className="desk-panel__problem" role="alert">
            {problem}
          </p>
        )}
        {found && (
          <>
            <Says at={at} found={found} />
            <Counts found={found} />
            <Gaps count={found.missing + found.cannotBeFilled} gaps={found.gaps} />
            <Strip days={found.days} />
            {mayCheck && (
              <CheckNow
                onAsked={readAgain}
                running={found.running}
                urls={[apiURL(`/users/${id}/completeness/check`)]}
              />
            )}
          </>
        )}
      </Panel>
    </div>
  )
}
