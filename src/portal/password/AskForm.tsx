import type { FormState } from '../forms/formState'
import type { Portal } from '../portal'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Form } from '../ui/Form'
import { Section } from '../ui/Section'

/** Asks for a link to set a new password. */
export const AskForm = ({ portal, state }: { portal: Portal; state: FormState }) => {
  const { t } = portal.texts
  return (
    <Section>
      <p>{t('shell.password.askText')}</p>
      <Form action="/api/v1/portal/password" portal={portal} state={state}>
        <Field
          autoComplete="username"
          autoFocus={state.firstWrong === 'email'}
          label={t('shell.password.email')}
          name="email"
          problem={state.problem('email')}
          required
          type="email"
          value={state.value('email')}
        />
        <Button look="primary" wide>
          {t('shell.password.ask')}
        </Button>
      </Form>
    </Section>
  )
}
