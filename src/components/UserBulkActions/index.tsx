'use client'

import { useState } from 'react'
import { DEFAULT_GRACE_HOURS } from '../../sender/grace'
import { BulkBar } from '../shared/BulkBar'
import type { BulkCounts } from '../shared/bulkAnswer'
import { describeBulkResult } from '../shared/bulkResult'
import { GraceSelect } from '../shared/GraceSelect'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { VapiRuns } from '../VapiSetup/Runs'
import { useHasAccounts } from '../VapiSetup/useHasAccounts'
import { CopyURLs } from './CopyURLs'

/** Bulk actions on clients: webhook tokens, and marking them as live. */
export const UserBulkActions = () => {
  const desk = useDesk()
  const { formatCount, t } = desk
  const [graceHours, setGraceHours] = useState<number>(DEFAULT_GRACE_HOURS)
  const [started, setStarted] = useState(0)
  const mayChange = useMayOnField('users', 'setupStatus', 'update')
  const hasAccounts = useHasAccounts()
  if (!mayChange) return null

  const describeFor =
    (key: Parameters<typeof describeBulkResult>[0], acted: string) =>
    (counts: BulkCounts, selected: number) =>
      describeBulkResult(
        key,
        {
          acted: counts[acted] ?? 0,
          selected,
          skipped: counts.skipped ?? 0,
          staffLeftAlone: counts.staffLeftAlone ?? 0,
        },
        desk,
      )

  const atVapi = {
    body: t('desk:vapiBulkBody'),
    confirmLabel: t('desk:vapiBulkConfirm'),
    heading: t('desk:vapiBulkHeading'),
    label: t('desk:vapiBulkAction'),
    path: '/vapi-setup',
    describeResult: ({ queued = 0, skipped = 0 }: BulkCounts) => {
      setStarted(started + 1)
      return [
        t('desk:vapiBulkResult', { count: queued, n: formatCount(queued) }),
        ...(skipped > 0
          ? [t('desk:vapiBulkSkipped', { count: skipped, n: formatCount(skipped) })]
          : []),
      ].join(', ')
    },
  } as const

  return (
    <>
      {hasAccounts && <VapiRuns version={started} />}
      <BulkBar
        actions={[
          {
            body: t('desk:generateBody'),
            confirmLabel: t('desk:generateConfirm'),
            heading: t('desk:generateHeading'),
            label: t('desk:generateAction'),
            path: '/generate-vapi-token',
            describeResult: describeFor('generate', 'generated'),
          },
          {
            body: t('desk:rotateBulkBody'),
            confirmLabel: t('desk:rotateConfirm'),
            control: <GraceSelect onChange={setGraceHours} value={graceHours} />,
            heading: t('desk:rotateBulkHeading'),
            label: t('desk:rotateAction'),
            options: { graceHours },
            path: '/rotate-vapi-token',
            describeResult: ({ leftBehind = 0, queued = 0, ...counts }, selected) => {
              const said = describeFor('rotate', 'rotated')(counts, selected - queued)
              if (queued > 0) setStarted(started + 1)
              const all =
                queued === 0
                  ? said
                  : `${said}, ${t('desk:vapiRotateQueued', { count: queued, n: formatCount(queued) })}`
              return leftBehind === 0
                ? all
                : `${all}. ${t('desk:vapiRotateLeftBehind', { count: leftBehind, n: formatCount(leftBehind) })}`
            },
          },
          {
            body: t('desk:endRetiredBody'),
            confirmLabel: t('desk:endRetiredConfirm'),
            heading: t('desk:endRetiredHeading'),
            isDangerous: true,
            label: t('desk:endRetiredAction'),
            path: '/end-retired-token',
            describeResult: describeFor('endRetired', 'ended'),
          },
          {
            body: t('desk:revokeBulkBody'),
            confirmLabel: t('desk:revokeConfirm'),
            heading: t('desk:revokeBulkHeading'),
            isDangerous: true,
            label: t('desk:revokeAction'),
            path: '/revoke-vapi-token',
            describeResult: describeFor('revoke', 'revoked'),
          },
          {
            body: t('desk:markLiveBody'),
            confirmLabel: t('desk:markLiveConfirm'),
            heading: t('desk:markLiveHeading'),
            label: t('desk:markLiveAction'),
            path: '/mark-setup-live',
            describeResult: describeFor('markLive', 'updated'),
          },
          ...(hasAccounts ? [atVapi] : []),
        ]}
        collectionSlug="users"
        describeCount={(count) => t('desk:bulkUserCount', { count, n: formatCount(count) })}
        keepsSelection
      >
        <CopyURLs />
      </BulkBar>
    </>
  )
}
