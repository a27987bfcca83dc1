'use client'

import { Banner, Button, useAuth, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import type { Where } from 'payload'
import { stringify } from 'qs-esm'
import { type ReactNode, useState } from 'react'
import { useCount } from '../shared/useCount'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'
import { useTokenAction } from '../WebhookUrl/useTokenAction'
import './index.css'

const keyOf = (id: number | string) => `desk-live-later-${id}`

/** Whether “Not yet” was clicked in this browser. */
const isPutOff = (id: number | string): boolean => {
  try {
    return window.localStorage.getItem(keyOf(id)) !== null
  } catch {
    return false
  }
}

const putOff = (id: number | string): void => {
  try {
    window.localStorage.setItem(keyOf(id), 'yes')
  } catch {
    // Without local storage the offer is shown again the next time.
  }
}

/** The first report may arrive while the page is open. */
const REFRESH_MS = 10_000

type Props = {
  /** Shown until there is a report. */
  waiting?: ReactNode
}

/** Offers to mark the open client as live after its first real report. The status never changes automatically. */
export const LiveOffer = ({ waiting = null }: Props) => {
  const { t } = useDesk()
  const { apiURL } = useURLs()
  const { id } = useDocumentInfo()
  const { permissions } = useAuth()
  const hydrated = useHydrated()
  const mayChange = useMayOnField('users', 'setupStatus', 'update')
  const status = useFormFields(([fields]) => fields?.setupStatus?.initialValue)
  const { run, running } = useTokenAction()
  const [isClosed, setClosed] = useState(false)

  const mayLook = permissions?.collections?.['call-summaries']?.read === true
  const isOpen =
    hydrated && mayChange && mayLook && !isClosed && id !== undefined && status !== 'live'
  const where: Where = {
    client: { equals: id },
    isTest: { not_equals: true },
    // Calls that were imported say nothing about the client's webhook.
    source: { not_equals: 'imported' },
  }
  const isAsked = isOpen && !isPutOff(id)
  const count = useCount(
    isAsked
      ? apiURL(`/call-summaries/count${stringify({ where }, { addQueryPrefix: true })}`)
      : null,
    REFRESH_MS,
  )
  if (!isAsked) return null
  if (!count) return waiting

  const later = () => {
    putOff(id)
    setClosed(true)
  }
  return (
    <Banner className="desk-live-offer" type="success">
      <span role="status">{t('desk:liveOffer')}</span>
      <span className="desk-live-offer__actions">
        <Button
          buttonStyle="secondary"
          disabled={running}
          margin={false}
          onClick={() =>
            void run({ describeResult: () => t('desk:liveOfferDone'), path: '/mark-setup-live' })
          }
          size="small"
        >
          {t('desk:liveOfferDo')}
        </Button>
        <Button buttonStyle="none" margin={false} onClick={later} size="small">
          {t('desk:liveOfferLater')}
        </Button>
      </span>
    </Banner>
  )
}
