'use client'

import { Button } from '@payloadcms/ui'
import { formatWhen } from '../../format'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import type { SenderState } from './useSenderState'

type Props = {
  disabled: boolean
  items: SenderState['retiredTokens']
  onEnd: () => void
  /** The sentence that says until when an item works. */
  until: 'desk:formerSecretUntil' | 'desk:retiredUntil'
}

/** Replaced credentials that still work: until when, and whether they are still used. */
export const RetiredList = ({ disabled, items, onEnd, until }: Props) => {
  const { language, t } = useDesk()
  const hydrated = useHydrated()
  if (items.length === 0) return null
  const when = (iso: string) =>
    formatWhen(iso, { language, timeZone: hydrated ? undefined : 'UTC' })?.text ?? iso

  return (
    <div className="desk-webhook__retired">
      <ul>
        {items.map(({ id, lastUsedAt, worksUntil }) => (
          <li key={id}>
            {t(until, { when: when(worksUntil) })}{' '}
            {lastUsedAt
              ? t('desk:retiredUsed', { when: when(lastUsedAt) })
              : t('desk:retiredUnused')}
          </li>
        ))}
      </ul>
      <Button
        buttonStyle="secondary"
        className="desk-danger"
        disabled={disabled}
        margin={false}
        onClick={onEnd}
        size="small"
      >
        {t('desk:retiredEnd')}
      </Button>
    </div>
  )
}
