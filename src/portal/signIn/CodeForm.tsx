import type { FormState } from '../forms/formState'
import type { Portal } from '../portal'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Form } from '../ui/Form'
import { Section } from '../ui/Section'
import { signInPage } from './paths'
import styles from './signIn.module.css'

type CodeFormProps = {
  /** Where to go afterwards: a path of this desk. */
  next: null | string
  portal: Portal
  state: FormState
}

/** Takes the six digits of the mail that this browser asked for. */
export const CodeForm = ({ next, portal, state }: CodeFormProps) => {
  const { t } = portal.texts
  return (
    <Section>
      <p className={styles.first}>{t('signIn.code.text')}</p>
      <Form
        action="/api/v1/portal/sign-in/code"
        hidden={next === null ? {} : { next }}
        portal={portal}
        state={state}
      >
        <Field
          autoComplete="one-time-code"
          autoFocus
          dir="ltr"
          inputMode="numeric"
          label={t('signIn.code.label')}
          // With the spaces of what was pasted.
          maxLength={20}
          name="digits"
          problem={state.problem('digits')}
          required
        />
        <Button look="primary" wide>
          {t('signIn.code.submit')}
        </Button>
      </Form>
      <p className={styles.beside}>
        <a href={signInPage(next)}>{t('signIn.code.again')}</a>
      </p>
    </Section>
  )
}
