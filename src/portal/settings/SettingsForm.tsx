import type { ReactNode } from 'react'
import type { FormState } from '../forms/formState'
import type { ClientPortal } from '../portal'
import { Button } from '../ui/Button'
import { Done } from '../ui/Done'
import { Form } from '../ui/Form'
import { Section } from '../ui/Section'
import { formPath, type Section as Name } from './addresses'
import { doneText } from './doneText'
import styles from './Settings.module.css'

type Props = {
  /** Further buttons. */
  actions?: ReactNode
  children: ReactNode
  /** What was just saved, by the parameter `done` of the address. */
  done: unknown
  name: Name
  portal: ClientPortal
  /** The text of the button. */
  save: string
  state: FormState
  /** The heading. Without one where the page has it. */
  title?: string
}

/** A section of the settings with its form. */
export const SettingsForm = ({
  actions,
  children,
  done,
  name,
  portal,
  save,
  state,
  title,
}: Props) => (
  <Section id={name} title={title}>
    {done === name && <Done>{doneText(done, portal.texts)}</Done>}
    <Form action={`/api${formPath(name)}`} portal={portal} state={state}>
      {children}
      <div className={styles.actions}>
        <Button look="primary">{save}</Button>
        {actions}
      </div>
    </Form>
  </Section>
)
