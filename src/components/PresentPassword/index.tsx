'use client'

import { PasswordField, useAuth, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'

/** Asks for the current password when users change their own password or e-mail. */
export const PresentPassword = ({ path }: { path: string }) => {
  const { t } = useDesk()
  const { user } = useAuth()
  const { id } = useDocumentInfo()
  // Payload's form always has a field `password`. It is empty and valid until the password is being changed.
  const isChanging = useFormFields(
    ([{ email, password }]) =>
      password?.valid === false ||
      password?.value !== undefined ||
      (email !== undefined && email.value !== user?.email),
  )
  if (!isChanging || id === undefined || id !== user?.id) return null
  return (
    <PasswordField
      autoComplete="current-password"
      field={{ label: t('desk:presentPassword'), name: path }}
      path={path}
      validate={() => true}
    />
  )
}
