'use client'

import { Pill } from '@payloadcms/ui'
import { Fragment, type ReactNode } from 'react'
import { isNoEmail } from '../../lib/noEmail'
import { StatusDot } from '../shared/StatusDot'
import { statusText } from '../shared/statusKeys'
import { useDesk } from '../shared/useDesk'
import { Clock } from './Clock'
import { SeeAsClient } from './SeeAsClient'
import type { ShownClient } from './shownClient'

type Props = { at: string; client: ShownClient; status: string }

/** Whom one reaches where, what time it is there, its portal, and the setup status. */
export const Header = ({ at, client, status }: Props) => {
  const { t } = useDesk()
  const { email, isActive, name, phone, timeZone } = client
  const facts: { key: string; value: ReactNode }[] = [
    { key: 'name', value: name && <bdi>{name}</bdi> },
    {
      key: 'email',
      value: isNoEmail(email) ? t('desk:noEmailYet') : <a href={`mailto:${email}`}>{email}</a>,
    },
    {
      key: 'phone',
      value: phone && (phone.dial ? <a href={`tel:${phone.dial}`}>{phone.text}</a> : phone.text),
    },
    { key: 'clock', value: timeZone && <Clock at={at} timeZone={timeZone} /> },
  ]
  return (
    <header className="desk-client__header">
      <p className="desk-client__contact">
        {facts
          .filter(({ value }) => value)
          .map(({ key, value }, index) => (
            <Fragment key={key}>
              {index > 0 && <span aria-hidden="true"> · </span>}
              <span className="desk-client__fact">{value}</span>
            </Fragment>
          ))}
      </p>
      <div className="desk-client__state">
        {isActive && <SeeAsClient id={client.id} />}
        {isActive ? (
          <Pill pillStyle={status === 'live' ? 'success' : 'light'} size="small">
            <span className="desk-client__status">
              <StatusDot status={status} />
              {statusText(status, t)}
            </span>
          </Pill>
        ) : (
          <Pill pillStyle="warning" size="small">
            {t('desk:clientPageInactive')}
          </Pill>
        )}
      </div>
    </header>
  )
}
