'use client'

import { Button } from '@payloadcms/ui'
import { formatWhen } from '../shared/format'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import type { SenderState } from './useSenderState'

type Props = { disabled: boolean; onEnd: () => void; tokens: SenderState['retiredTokens'] }

/** The former URLs that still work: until when, and whether somebody still uses them. */
export const RetiredTokens = ({ disabled, onEnd, tokens }: Props) => {
  const { language, t } = useDesk()
  const hydrated = useHydrated()
  if (tokens.length === 0) return null
  const when = (iso: string) =>
    formatWhen(iso, { language, timeZone: hydrated ? undefined : 'UTC' })?.text ?? iso

  return (
    <div className="desk-webhook__retired">
      <ul>
        {tokens.map(({ id, lastUsedAt, worksUntil }) => (
          <li key={id}>
            {t('desk:retiredUntil', { when: when(worksUntil) })}{' '}
            {lastUsedAt
              ? t('desk:retiredUsed', { when: when(lastUsedAt) })
              : t('desk:retiredUnused')}
          </li>
        ))}
      </ul>
      <Button
        buttonStyle="secondary"
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
