'use client'

import { PasswordField, useAuth, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'

/** Asks for the present password while people set a new one, or another e-mail, for themselves. */
export const PresentPassword = ({ path }: { path: string }) => {
  const { t } = useDesk()
  const { user } = useAuth()
  const { id } = useDocumentInfo()
  // Payload's form always has a field of this name: empty and in order until the password is being changed.
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
