'use client'

import { DefaultEditView, Gutter } from '@payloadcms/ui'
import type { DocumentViewClientProps } from 'payload'
import { APIKeys } from '../APIKeys'
import { useDesk } from '../shared/useDesk'
import './index.css'

/** Payload's whole form. */
export const WholeForm = (form: DocumentViewClientProps) => <DefaultEditView {...form} />

/** A client's form without how it signs in, which is on a page of its own. */
export const DetailsForm = (form: DocumentViewClientProps) => (
  <div className="desk-client-details">
    <DefaultEditView {...form} />
  </div>
)

/**
 * What the data of a client's agent means, and which fields of its own a client has. The rest of the form is not shown.
 */
export const FieldsForm = (form: DocumentViewClientProps) => (
  <div className="desk-client-fields">
    <DefaultEditView {...form} />
  </div>
)

/** How a client signs in: e-mail, password, and API keys. The rest of the form is not shown. */
export const SignInForm = (form: DocumentViewClientProps) => {
  const { t } = useDesk()
  return (
    <div className="desk-client-sign-in">
      <DefaultEditView {...form} />
      <Gutter>
        <section aria-label={t('desk:clientPageKeys')}>
          <h2>{t('desk:clientPageKeys')}</h2>
          <p className="desk-client__quiet">{t('desk:clientPageKeysHint')}</p>
          <APIKeys />
        </section>
      </Gutter>
    </div>
  )
}
