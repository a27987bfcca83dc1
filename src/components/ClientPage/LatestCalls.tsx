'use client'

import { Link, Pill, useAuth } from '@payloadcms/ui'
import { listLink } from '../../figures/links'
import { formatWhen } from '../../format'
import { knownZone } from '../../lib/time/zone'
import { zoneCity } from '../../lib/time/zoneCity'
import { ENDED_LABELS } from '../../vapi/endedReason'
import { ENDED_PILLS } from '../EndedCell/pills'
import { useListURL } from '../Figures/FigureLink'
import { OutcomePill } from '../OutcomePill'
import { useCallTitle } from '../shared/useCallTitle'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import { useURLs } from '../shared/useURLs'
import { TestPill } from '../TestMark'
import type { LatestCall } from './readOverview'

type ClockProps = { timeZone: null | string }

/** When a call was, on the client's clock, or on the reader's where the client's is not known. */
const When = ({ timeZone, value }: ClockProps & { value: string }) => {
  const { language } = useDesk()
  const hydrated = useHydrated()
  const zone = timeZone === null ? (hydrated ? undefined : 'UTC') : knownZone(timeZone)
  const when = formatWhen(value, { language, timeZone: zone })
  if (!when) return null
  return (
    <time
      className={timeZone === null && !hydrated ? 'desk-client__unknown' : undefined}
      dateTime={when.iso}
      title={when.iso}
    >
      {when.text}
    </time>
  )
}

const Row = ({ call, timeZone }: ClockProps & { call: LatestCall }) => {
  const { adminURL } = useURLs()
  const title = useCallTitle(call)
  return (
    <li>
      <Link
        className="desk-client__call"
        href={adminURL(`/collections/call-summaries/${call.id}`)}
        prefetch={false}
      >
        <span className="desk-client__who">
          <bdi className="desk-client__caller">{title}</bdi>
          {call.summary && (
            <span className="desk-client__summary" dir="auto">
              {call.summary}
            </span>
          )}
        </span>
        <span className="desk-client__came">
          {call.isTest && <TestPill />}
          {call.outcome ? (
            <OutcomePill outcome={call.outcome} />
          ) : (
            call.endedGroup !== 'unknown' && (
              <Pill pillStyle={ENDED_PILLS[call.endedGroup]} size="small">
                {ENDED_LABELS[call.endedGroup]}
              </Pill>
            )
          )}
        </span>
        <span className="desk-client__when">
          {call.at && <When timeZone={timeZone} value={call.at} />}
        </span>
      </Link>
    </li>
  )
}

type Props = ClockProps & { calls: readonly LatestCall[]; id: string }

/** The latest calls of a client, each with a line of its summary, and the way to all of them. */
export const LatestCalls = ({ calls, id, timeZone }: Props) => {
  const { t } = useDesk()
  const listURL = useListURL()
  const { permissions } = useAuth()
  const ofClient = [{ client: { equals: id } }]
  const seesNotifications = permissions?.collections?.notifications?.read === true
  return (
    <section aria-label={t('desk:clientPageCalls')} className="desk-client__part">
      <div className="desk-client__head">
        <h2>{t('desk:clientPageCalls')}</h2>
        {calls.length > 0 && timeZone !== null && (
          <span className="desk-client__quiet">
            {t('desk:clientPageZone', { city: zoneCity(knownZone(timeZone)) })}
          </span>
        )}
        <span className="desk-client__ways">
          {calls.length > 0 && (
            <Link href={listURL(listLink('call-summaries', ofClient))} prefetch={false}>
              {t('desk:clientPageAllCalls')}
            </Link>
          )}
          {seesNotifications && (
            <Link href={listURL(listLink('notifications', ofClient))} prefetch={false}>
              {t('desk:notificationsLink')}
            </Link>
          )}
        </span>
      </div>
      {calls.length === 0 ? (
        <p className="desk-client__quiet">{t('desk:noCallsText')}</p>
      ) : (
        <ol className="desk-client__calls">
          {calls.map((call) => (
            <Row call={call} key={call.id} timeZone={timeZone} />
          ))}
        </ol>
      )}
    </section>
  )
}
