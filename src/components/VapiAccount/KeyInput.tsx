'use client'

import { FieldLabel, TextInput, useDocumentInfo, useField } from '@payloadcms/ui'
import { useEffect, useEffectEvent } from 'react'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import './index.css'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * The input for a key. It is empty when the page opens and after each save: nobody reads the stored key, so that
 * the field `key` itself is not in the form.
 */
export const KeyInput = () => {
  const { t } = useDesk()
  const { data, id, savedDocumentData } = useDocumentInfo()
  const saved = savedDocumentData ?? data
  const { disabled, errorMessage, setValue, showError, value } = useField<string>({ path: 'key' })
  const mayWrite = useMayOnField('vapi-accounts', 'key', 'update')
  const lastFour = textOf(saved?.keyLastFour)
  const clear = useEffectEvent(() => {
    if (value) setValue('', true)
  })
  const savedAt = textOf(saved?.updatedAt)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each save clears the input
  useEffect(() => clear(), [savedAt])
  const isLocked = disabled || (id !== undefined && !mayWrite)
  return (
    <div className="desk-vkey">
      <TextInput
        description={t('desk:vapiAccountKeyHint')}
        htmlAttributes={{ autoComplete: 'off' }}
        label={t('desk:vapiAccountKey')}
        onChange={({ target }: { target: { value: string } }) => setValue(target.value)}
        path="key"
        placeholder={lastFour === '' ? '' : t('desk:vapiAccountKeyKept', { end: lastFour })}
        readOnly={isLocked}
        showError={showError}
        value={value ?? ''}
        {...(showError && errorMessage ? { Error: <KeyError message={errorMessage} /> } : {})}
      />
      <div className="desk-vkey__can">
        <FieldLabel as="span" label={t('desk:vapiAccountCan')} />
        <ul>
          <li>{t('desk:vapiAccountCanAll')}</li>
          <li>{t('desk:vapiAccountCanRead')}</li>
          <li>{t('desk:vapiAccountCanWrite')}</li>
          <li>{t('desk:vapiAccountCanStored')}</li>
        </ul>
      </div>
    </div>
  )
}

const KeyError = ({ message }: { message: string }) => (
  <p className="desk-vkey__error" role="alert">
    {message}
  </p>
)
