'use client'

import { Link } from '@payloadcms/ui'
import type { DeskKey } from '../../translations/keys'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import type { Around } from './readAround'
import { When } from './When'

type Event = { at: string; key: string; path: `/${string}` | null; words: DeskKey }

const DELIVERED = {
  merged: 'desk:callEventMerged',
  needs_review: 'desk:callEventReview',
  stored: 'desk:callEventStored',
} as const satisfies Record<Around['deliveries'][number]['state'], DeskKey>

const NOTIFIED = {
  email: {
    dead: 'desk:callEventEmailFailed',
    not_needed: 'desk:callEventEmailSkipped',
    sending: 'desk:callEventEmailWaiting',
    sent: 'desk:callEventEmailSent',
    waiting: 'desk:callEventEmailWaiting',
  },
  sms: {
    dead: 'desk:callEventTextFailed',
    not_needed: 'desk:callEventTextSkipped',
    sending: 'desk:callEventTextWaiting',
    sent: 'desk:callEventTextSent',
    waiting: 'desk:callEventTextWaiting',
  },
} as const satisfies Record<
  Around['notifications'][number]['channel'],
  Record<Around['notifications'][number]['state'], DeskKey>
>

type Times = { endedAt: null | string; startedAt: null | string }

/** Everything that happened to a call, in its order. */
export const eventsOf = (
  { endedAt, startedAt }: Times,
  { deliveries, notifications }: Pick<Around, 'deliveries' | 'notifications'>,
): Event[] => {
  const call: Event[] = [
    ...(startedAt
      ? [{ at: startedAt, key: 'start', path: null, words: 'desk:callEventStarted' } as const]
      : []),
    ...(endedAt
      ? [{ at: endedAt, key: 'end', path: null, words: 'desk:callEventEnded' } as const]
      : []),
  ]
  const delivered = deliveries.map(
    ({ id, receivedAt, state }): Event => ({
      at: receivedAt,
      key: id,
      path: `/collections/webhook-deliveries/${id}`,
      words: DELIVERED[state],
    }),
  )
  const notified = notifications.map(
    ({ channel, dueAt, id, sentAt, state }): Event => ({
      at: sentAt ?? dueAt,
      key: id,
      path: `/collections/notifications/${id}`,
      words: NOTIFIED[channel][state],
    }),
  )
  return [...call, ...delivered, ...notified].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

type Props = Times & { around: Pick<Around, 'client' | 'deliveries' | 'notifications'> }

/** The call, its reports and its notifications as a short time line. */
export const TimeLine = ({ around, ...times }: Props) => {
  const { t } = useDesk()
  const { adminURL } = useURLs()
  const events = eventsOf(times, around)
  if (events.length === 0) return null
  return (
    <section className="desk-call__part">
      <h2>{t('desk:callPageTimeLine')}</h2>
      <ol className="desk-call__events">
        {events.map(({ at, key, path, words }) => (
          <li key={key}>
            {path ? (
              <Link href={adminURL(path)} prefetch={false}>
                {t(words)}
              </Link>
            ) : (
              t(words)
            )}
            <div className="desk-call__quiet">
              <When timeZone={around.client.timeZone} value={at} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
