import type { FormState } from '../forms/formState'
import type { Portal } from '../portal'
import { Button } from '../ui/Button'
import { Form } from '../ui/Form'
import { Section } from '../ui/Section'
import styles from './signIn.module.css'

type LinkFormProps = {
  /** Whom the link signs in, so that nobody takes another's account for the own one. */
  email: string
  portal: Portal
  state: FormState
  token: string
}

/** The button that uses a link. Opening the page does not: programs that check mails open it too. */
export const LinkForm = ({ email, portal, state, token }: LinkFormProps) => {
  const { t } = portal.texts
  return (
    <Section>
      <p className={styles.first}>{t('signIn.link.text', { email })}</p>
      <Form action="/api/v1/portal/sign-in/link" hidden={{ token }} portal={portal} state={state}>
        <Button look="primary" wide>
          {t('signIn.link.submit')}
        </Button>
      </Form>
    </Section>
  )
}

/** What a link shows that does not work. */
export const DeadLink = ({ portal }: Pick<LinkFormProps, 'portal'>) => {
  const { t } = portal.texts
  return (
    <Section>
      <p className={styles.first}>{t('signIn.link.dead.text')}</p>
      <Button href="/sign-in" look="primary" wide>
        {t('signIn.link.again')}
      </Button>
    </Section>
  )
}
