import type { FormState } from '../forms/formState'
import type { Portal } from '../portal'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Form } from '../ui/Form'
import { Section } from '../ui/Section'
import styles from './signIn.module.css'

type SignInFormProps = {
  /** Where to go afterwards: a path of this desk. */
  next: null | string
  portal: Portal
  /** Of both forms: the one that was refused, if any. */
  state: FormState
}

/** The email, and the two ways to sign in with it. The second button posts the same form elsewhere. */
export const SignInForm = ({ next, portal, state }: SignInFormProps) => {
  const { payload, texts } = portal
  const { t } = texts
  const typed = state.value('email')
  return (
    <>
      <Section>
        <Form
          action="/api/v1/portal/sign-in"
          hidden={next === null ? {} : { next }}
          portal={portal}
          state={state}
        >
          <Field
            autoComplete="username"
            autoFocus={state.firstWrong === 'email'}
            dir="ltr"
            label={t('signIn.email')}
            maxLength={320}
            name="email"
            problem={state.problem('email')}
            required
            type="email"
            value={typed}
          />
          <Field
            autoComplete="current-password"
            autoFocus={state.firstWrong === 'password'}
            dir="ltr"
            label={t('signIn.password')}
            name="password"
            problem={state.problem('password')}
            required
            type="password"
          />
          <Button look="primary" wide>
            {t('signIn.submit')}
          </Button>
          <p className={styles.beside}>
            <a href="/password">{t('signIn.forgot')}</a>
          </p>
          <div className={styles.other}>
            <h2 className={styles.title}>{t('signIn.ask.title')}</h2>
            <p>{t('signIn.ask.text')}</p>
            <Button action="/api/v1/portal/sign-in/ask" icon="mail" wide>
              {t('signIn.ask.submit')}
            </Button>
          </div>
        </Form>
      </Section>
      <p className={styles.staff}>
        <a href={payload.config.routes.admin}>{t('signIn.staff')}</a>
      </p>
    </>
  )
}
