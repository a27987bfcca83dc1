'use client'

import { Button } from '@payloadcms/ui'
import { formatAgo, formatWhen } from '../../format'
import { useDesk } from '../shared/useDesk'
import { keyState } from './keyState'
import type { Key } from './useKeys'

type RowProps = { at: Date; item: Key; mayRevoke: boolean; onRevoke: (item: Key) => void }

const KeyRow = ({ at, item, mayRevoke, onRevoke }: RowProps) => {
  const { language, t } = useDesk()
  const { createdAt, lastUsedAt, name, prefix } = item
  const state = keyState(item, at)
  const day = (iso: string) => formatWhen(iso, { language })?.day ?? iso
  const ends = {
    active: state.at === null ? t('desk:keyNeverExpires') : day(state.at),
    expired: t('desk:keyExpired', { when: state.at === null ? '' : day(state.at) }),
    revoked: t('desk:keyRevoked', { when: state.at === null ? '' : day(state.at) }),
  }
  const used = formatWhen(lastUsedAt, { language })

  return (
    <tr className={state.kind === 'active' ? undefined : 'desk-keys__ended'}>
      <td>{name}</td>
      <td>
        <code className="desk-keys__prefix">{prefix}…</code>
      </td>
      <td>{day(createdAt)}</td>
      <td>
        {used ? (
          <time dateTime={used.iso} title={used.text}>
            {formatAgo(lastUsedAt, { language, now: at })}
          </time>
        ) : (
          t('desk:keyNeverUsed')
        )}
      </td>
      <td>{ends[state.kind]}</td>
      <td className="desk-keys__action">
        {mayRevoke && state.kind === 'active' && (
          <Button
            aria-label={t('desk:keyRevokeNamed', { name })}
            buttonStyle="secondary"
            className="desk-danger"
            margin={false}
            onClick={() => onRevoke(item)}
            size="small"
          >
            {t('desk:keyRevoke')}
          </Button>
        )}
      </td>
    </tr>
  )
}

type Props = Omit<RowProps, 'item'> & { keys: readonly Key[] }

/** All keys of the user, including ended ones, to look them up later. */
export const KeyTable = ({ keys, ...row }: Props) => {
  const { t } = useDesk()
  return (
    <div className="table desk-keys__table">
      <table cellPadding="0" cellSpacing="0">
        <thead>
          <tr>
            <th>{t('desk:keyName')}</th>
            <th>{t('desk:keyPrefix')}</th>
            <th>{t('desk:keyCreated')}</th>
            <th>{t('desk:keyLastUsed')}</th>
            <th>{t('desk:keyExpires')}</th>
            <th>
              <span className="desk-sr-only">{t('desk:keyRevoke')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((item) => (
            <KeyRow item={item} key={item.id} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
