'use client'

import { Button } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { whyUnreachable } from '../../lib/publicAddress'
import type { DeskKey } from '../../translations/keys'
import { Panel } from '../Figures/Panel'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import './FirstSteps.css'

export type FirstStepsProps = {
  hasClients: boolean
  /** The folder that mails are written to. Null if a mail server sends them. */
  mailFolder: null | string
  mayAdd: boolean
  /** SERVER_URL. Null if it is not set. */
  serverURL: null | string
}

type StepProps = { children: ReactNode; isDone: boolean; number: number; title: DeskKey }

const Step = ({ children, isDone, number, title }: StepProps) => {
  const { formatCount, t } = useDesk()
  return (
    <li className={`desk-steps__step${isDone ? ' desk-steps__step--done' : ''}`}>
      <span aria-hidden className="desk-steps__mark">
        {isDone ? '✓' : formatCount(number)}
      </span>
      <div className="desk-steps__body">
        <h3 className="desk-steps__title">
          {t(title)}
          {isDone && <span className="desk-sr-only"> ({t('desk:stepDone')})</span>}
        </h3>
        {children}
      </div>
    </li>
  )
}

const ADDRESS = {
  local: 'desk:firstAddressLocal',
  plain: 'desk:firstAddressPlain',
  public: 'desk:firstAddressPublic',
  unset: 'desk:firstAddressUnset',
} as const satisfies Record<string, DeskKey>

/** What an empty desk needs: an address that Vapi can reach, a mail server, and a client. */
export const FirstSteps = ({ hasClients, mailFolder, mayAdd, serverURL }: FirstStepsProps) => {
  const { t } = useDesk()
  const { adminURL } = useURLs()
  const address = serverURL === null ? 'unset' : (whyUnreachable(serverURL) ?? 'public')
  return (
    <Panel title="desk:firstTitle">
      <ol className="desk-steps">
        <Step isDone={address === 'public'} number={1} title="desk:firstAddressTitle">
          <p>{t(ADDRESS[address], { url: serverURL ?? '' })}</p>
        </Step>
        <Step isDone={mailFolder === null} number={2} title="desk:firstMailTitle">
          <p>
            {mailFolder === null
              ? t('desk:firstMailSet')
              : t('desk:firstMailUnset', { folder: mailFolder })}
          </p>
        </Step>
        <Step isDone={hasClients} number={3} title="desk:firstClientTitle">
          <p>{t('desk:firstClientText')}</p>
          {mayAdd && (
            <Button
              buttonStyle="primary"
              el="link"
              margin={false}
              size="large"
              to={adminURL('/collections/users/create')}
            >
              {t('desk:createButton')}
            </Button>
          )}
        </Step>
      </ol>
      {!hasClients && <p className="desk-panel__note">{t('desk:firstDemo')}</p>}
    </Panel>
  )
}
