'use client'

import {
  CheckboxField,
  FieldDescription,
  SelectField,
  useField,
  useFormFields,
} from '@payloadcms/ui'
import type { CheckboxFieldClientProps, SelectFieldClientProps } from 'payload'
import { CHOICES, type Choice, choiceOf, storedOf } from '../../lib/emailChoice'
import type { DeskKey } from '../../translations/keys'
import { FieldFrame } from '../shared/FieldFrame'
import { useDesk } from '../shared/useDesk'
import './index.css'

const SWITCH = 'emailNotifications'
const DIGEST = 'emailDigest'

const WORDS = {
  daily: 'desk:emailsDaily',
  each: 'desk:emailsEach',
  none: 'desk:emailsNone',
  weekly: 'desk:emailsWeekly',
} as const satisfies Record<Choice, DeskKey>

/** Whether a field is in the form. Payload's bulk edit has only the chosen ones. */
const useIsInForm = (name: string) => useFormFields(([fields]) => fields?.[name] !== undefined)

const Choices = ({ field, path, readOnly }: CheckboxFieldClientProps) => {
  const { t } = useDesk()
  const state = useField<boolean | null>({ potentiallyStalePath: path })
  const digest = useField<null | string>({ path: DIGEST })
  const isLocked = Boolean(readOnly || state.disabled)
  const chosen = choiceOf({ emailDigest: digest.value, emailNotifications: state.value })
  const choose = (choice: Choice) => {
    const { emailDigest, emailNotifications } = storedOf(choice)
    if (emailNotifications !== state.value) state.setValue(emailNotifications)
    if (emailDigest !== undefined && emailDigest !== digest.value) digest.setValue(emailDigest)
  }
  // In place of the switch's own description, which is about less than this choice.
  const Description = <FieldDescription description={t('desk:emailsHint')} path={state.path} />
  const customComponents = { ...state.customComponents, Description }
  return (
    <FieldFrame
      className="desk-emails"
      field={field}
      isLocked={isLocked}
      state={{ ...state, customComponents }}
    >
      {(labelID) => (
        <div aria-labelledby={labelID} className="desk-emails__choices" role="radiogroup">
          {CHOICES.map((choice) => (
            <label className="desk-emails__choice" key={choice}>
              <input
                checked={choice === chosen}
                disabled={isLocked}
                name={state.path}
                onChange={() => choose(choice)}
                type="radio"
                value={choice}
              />
              {t(WORDS[choice])}
            </label>
          ))}
        </div>
      )}
    </FieldFrame>
  )
}

/** The field `emailNotifications`, together with `emailDigest`: whether and how often emails are sent, as one choice. */
export const EmailChoice = (props: CheckboxFieldClientProps) =>
  useIsInForm(DIGEST) ? <Choices {...props} /> : <CheckboxField {...props} />

/** The field `emailDigest`, which is part of that choice wherever that is shown. */
export const EmailDigest = (props: SelectFieldClientProps) =>
  useIsInForm(SWITCH) ? null : <SelectField {...props} />
