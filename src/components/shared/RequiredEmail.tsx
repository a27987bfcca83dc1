'use client'

import { EmailField } from '@payloadcms/ui'
import type { EmailFieldValidation } from 'payload'
import { useDesk } from './useDesk'

// The same for each rendering, or the form would validate again and again.
const validate: EmailFieldValidation = (value, { req: { t } }) =>
  /^\S+@\S+\.\S+$/.test(value?.trim() ?? '') || t('validation:emailAddress')

/**
 * The email address of a new account. What does not look like one is refused before the form is sent; the
 * server checks it again.
 */
export const RequiredEmail = ({ autoComplete }: { autoComplete: string }) => {
  const { t } = useDesk()
  return (
    <EmailField
      field={{ admin: { autoComplete }, label: t('general:email'), name: 'email', required: true }}
      path="email"
      validate={validate}
    />
  )
}
