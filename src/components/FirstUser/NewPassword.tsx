'use client'

import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { Validate } from 'payload'
import { useState } from 'react'
import { MIN_PASSWORD_LENGTH } from '../../accounts/passwordLength'
import { useDesk } from '../shared/useDesk'

const PATH = 'password'

// The same for each rendering, or the form would validate again and again.
const validateLength: Validate = (value) =>
  (typeof value === 'string' && value.length >= MIN_PASSWORD_LENGTH) ||
  `At least ${MIN_PASSWORD_LENGTH} characters.`

/**
 * A new password, typed once: it can be shown, so that nobody has to repeat it. Payload's own field can neither
 * show it nor say the rule before it is broken.
 */
export const NewPassword = () => {
  const { t } = useDesk()
  const [isShown, setShown] = useState(false)
  const rule = t('desk:passwordRule', { n: MIN_PASSWORD_LENGTH })
  const { setValue, showError, value } = useField<string | undefined>({
    path: PATH,
    validate: validateLength,
  })
  return (
    <div className={`field-type password desk-new-password${showError ? ' error' : ''}`}>
      <FieldLabel label={t('desk:passwordLabel')} path={PATH} required />
      <div className="field-type__wrap">
        <FieldError message={rule} path={PATH} showError={showError} />
        <div className="desk-new-password__box">
          <input
            aria-describedby="desk-password-rule"
            aria-invalid={showError}
            autoComplete="new-password"
            id={`field-${PATH}`}
            name={PATH}
            onChange={(event) => setValue(event.target.value)}
            type={isShown ? 'text' : 'password'}
            value={value ?? ''}
          />
          <button
            aria-pressed={isShown}
            className="desk-new-password__show"
            onClick={() => setShown(!isShown)}
            type="button"
          >
            {t('desk:passwordShow')}
          </button>
        </div>
        <div id="desk-password-rule">
          <FieldDescription description={rule} path={PATH} />
        </div>
      </div>
    </div>
  )
}
