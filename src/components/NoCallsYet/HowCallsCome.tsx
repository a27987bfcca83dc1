'use client'

import { Link } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import './index.css'

type Props = { mayAdd: boolean; maySet: boolean }

/** Explains how calls arrive, with links to start. */
export const HowCallsCome = ({ mayAdd, maySet }: Props) => {
  const { t } = useDesk()
  const { adminURL } = useURLs()
  return (
    <div className="desk-no-calls">
      <p className="desk-no-calls__text">{t('desk:noCallsText')}</p>
      {(mayAdd || maySet) && (
        <p className="desk-no-calls__links">
          {mayAdd && (
            <Link href={adminURL('/collections/users/create')} prefetch={false}>
              {t('desk:noCallsAdd')}
            </Link>
          )}
          {maySet && (
            <Link href={adminURL('/collections/users')} prefetch={false}>
              {t('desk:noCallsTest')}
            </Link>
          )}
        </p>
      )}
    </div>
  )
}
