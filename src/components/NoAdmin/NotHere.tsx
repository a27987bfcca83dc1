'use client'

import { Button } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import './index.css'

type Props = { callsURL: null | string; logoutPath: `/${string}` }

/** Says that the user has no access to the admin, and links clients to their calls. */
export const NotHere = ({ callsURL, logoutPath }: Props) => {
  const { t } = useDesk()
  const { adminURL } = useURLs()
  return (
    <div className="desk-no-admin">
      <h1>{t(callsURL === null ? 'desk:noAdminTitle' : 'desk:noAdminClientTitle')}</h1>
      <p>{t(callsURL === null ? 'desk:noAdminText' : 'desk:noAdminClientText')}</p>
      <div className="desk-no-admin__ways">
        {callsURL !== null && (
          <Button el="anchor" margin={false} size="large" url={callsURL}>
            {t('desk:noAdminCalls')}
          </Button>
        )}
        <Button
          buttonStyle={callsURL === null ? 'primary' : 'secondary'}
          el="link"
          margin={false}
          size="large"
          to={adminURL(logoutPath)}
        >
          {t('desk:noAdminLeave')}
        </Button>
      </div>
    </div>
  )
}
