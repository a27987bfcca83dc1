'use client'

import {
  Form,
  Gutter,
  OperationProvider,
  SetDocumentStepNav,
  useAuth,
  useConfig,
  useDocumentInfo,
  useFormFields,
} from '@payloadcms/ui'
import { useState } from 'react'
import { ClientFigures } from '../ClientFigures'
import { useClientFigures } from '../ClientFigures/useClientFigures'
import { Completeness } from '../Completeness'
import { useURLs } from '../shared/useURLs'
import { ClientHistory } from '../VapiHistory'
import { Attention } from './Attention'
import { DeleteClient } from './DeleteClient'
import { Header } from './Header'
import { Inactive } from './Inactive'
import { LatestCalls } from './LatestCalls'
import { Numbers } from './Numbers'
import { OffboardClient } from './OffboardClient'
import type { Overview as Around } from './readOverview'
import type { ShownClient } from './shownClient'
import { WebhookPart } from './WebhookPart'
import './index.css'

type Props = { client: ShownClient; overview: Around }

const Parts = ({ client, overview }: Props) => {
  const { at, calls, inactiveSince, problems } = overview
  const { apiURL } = useURLs()
  const { permissions } = useAuth()
  // What is changed here is in the form's fields before the server renders the page again.
  const saved = useFormFields(([fields]) => fields?.setupStatus?.initialValue)
  const status = typeof saved === 'string' ? saved : client.setupStatus
  // Parts keep their order while the page is open.
  const [wasLive] = useState(status === 'live')
  const mayCount = permissions?.collections?.['call-summaries']?.read === true
  const seen = useClientFigures(mayCount ? apiURL(`/users/${client.id}/figures`) : null)
  const webhook = (
    <WebhookPart
      hasCalls={calls?.lastAt != null}
      id={client.id}
      isActive={client.isActive}
      isConnected={client.isConnected}
      isLive={wasLive}
      status={status}
    />
  )
  return (
    <Gutter className="desk-client">
      <Header at={at} client={client} status={status} />
      {!client.isActive && <Inactive id={client.id} since={inactiveSince} />}
      <Numbers at={at} calls={calls} id={client.id} problems={problems} seen={seen} />
      {problems && <Attention at={at} id={client.id} problems={problems} />}
      {!wasLive && webhook}
      {client.isConnected && <Completeness id={client.id} />}
      {calls && <LatestCalls calls={calls.latest} id={client.id} timeZone={client.timeZone} />}
      {wasLive && webhook}
      {calls?.lastAt != null && <ClientFigures id={client.id} seen={seen} />}
      {client.vapiAccountID !== null && (
        <ClientHistory accountID={client.vapiAccountID} clientID={client.id} />
      )}
      <footer className="desk-client__end">
        {client.isActive && <OffboardClient id={client.id} />}
        <DeleteClient id={client.id} isActive={client.isActive} />
      </footer>
    </Gutter>
  )
}

/** The page of a client: whom to reach, what needs a look, its webhook, its latest calls and figures. */
export const Overview = (props: Props) => {
  const { id, initialState } = useDocumentInfo()
  const { getEntityConfig } = useConfig()
  const { admin, labels } = getEntityConfig({ collectionSlug: 'users' })
  return (
    <OperationProvider operation="update">
      {/* The parts are those of the form and read its fields. There is nothing to submit. */}
      <Form el="div" initialState={initialState}>
        <SetDocumentStepNav
          collectionSlug="users"
          id={id}
          pluralLabel={labels.plural}
          useAsTitle={admin.useAsTitle}
        />
        <Parts {...props} />
      </Form>
    </OperationProvider>
  )
}
