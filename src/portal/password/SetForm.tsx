import { MIN_PASSWORD_LENGTH } from '../../accounts/passwordLength'
import type { FormState } from '../forms/formState'
import type { Portal } from '../portal'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Form } from '../ui/Form'
import { Section } from '../ui/Section'

type Props = { portal: Portal; state: FormState; token: string }

/** Sets a password by a link from a mail. */
export const SetForm = ({ portal, state, token }: Props) => {
  const { t } = portal.texts
  return (
    <Section>
      <Form action="/api/v1/portal/password/set" hidden={{ token }} portal={portal} state={state}>
        <Field
          autoComplete="new-password"
          autoFocus={state.firstWrong === 'password'}
          hint={t('shell.password.rule', { n: MIN_PASSWORD_LENGTH })}
          label={t('shell.password.new')}
          minLength={MIN_PASSWORD_LENGTH}
          name="password"
          problem={state.problem('password')}
          required
          type="password"
        />
        <Button look="primary" wide>
          {t('shell.password.set')}
        </Button>
      </Form>
    </Section>
  )
}
