import type { Portal } from '../portal'
import { Button } from '../ui/Button'
import { Form } from '../ui/Form'
import { Section } from '../ui/Section'
import styles from './signIn.module.css'

/** Ends all sessions of the client, for the page of the password. Not shown to staff who see the portal as a client. */
export const SignOutEverywhere = ({ portal }: { portal: Portal }) => {
  const { t } = portal.texts
  if (portal.seeing) return null
  return (
    <Section title={t('signIn.everywhere.title')}>
      <p className={styles.first}>{t('signIn.everywhere.text')}</p>
      <Form action="/api/v1/portal/sign-out-everywhere" portal={portal}>
        <Button look="danger">{t('signIn.everywhere.submit')}</Button>
      </Form>
    </Section>
  )
}
