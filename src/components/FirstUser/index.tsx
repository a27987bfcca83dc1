'use client'

import { Form, FormSubmit, TextField, useAuth, useConfig } from '@payloadcms/ui'
import { useState } from 'react'
import { DeskLogo } from '../DeskLogo'
import { blankFields } from '../shared/blankFields'
import { FocusFirst } from '../shared/FocusFirst'
import { RequiredEmail } from '../shared/RequiredEmail'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'
import { NewPassword } from './NewPassword'
import './index.css'

const NAMES = ['email', 'name', 'password', 'agencyName'] as const

/** The first page of a new desk. It asks for what its owner needs, and nothing that only clients have. */
export const FirstUser = () => {
  const { t } = useDesk()
  const { apiURL } = useURLs()
  const { config } = useConfig()
  const { fetchFullUser } = useAuth()
  const [initialState] = useState(() => blankFields(NAMES))
  return (
    <div className="desk-first-user">
      <DeskLogo />
      <h1>{t('desk:firstUserTitle')}</h1>
      <p className="desk-first-user__text">{t('desk:firstUserText')}</p>
      <Form
        action={apiURL('/users/first-register')}
        className="desk-first-user__form"
        initialState={initialState}
        method="POST"
        onSuccess={async () => {
          await fetchFullUser()
        }}
        redirect={config.routes.admin}
      >
        <FocusFirst />
        <RequiredEmail autoComplete="username" />
        <TextField
          field={{
            admin: { autoComplete: 'name' },
            label: t('desk:firstUserName'),
            name: 'name',
          }}
          path="name"
        />
        <NewPassword />
        <TextField
          field={{
            admin: { autoComplete: 'organization', description: t('desk:firstUserAgencyHint') },
            label: t('desk:firstUserAgency'),
            name: 'agencyName',
          }}
          path="agencyName"
        />
        <FormSubmit size="large">{t('desk:firstUserButton')}</FormSubmit>
      </Form>
    </div>
  )
}
