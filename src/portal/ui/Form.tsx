import type { ReactNode } from 'react'
import { FORM_KEY_FIELD } from '../../origins/formKey'
import type { FormState } from '../forms/formState'
import type { Portal } from '../portal'
import { Problem } from './Problem'

type FormProps = {
  /** The path of its endpoint, such as `/api/v1/portal/calls/…`. */
  action: string
  children: ReactNode
  className?: string | undefined
  /** Values that are posted too. */
  hidden?: Readonly<Record<string, string>>
  id?: string
  portal: Pick<Portal, 'formKey'>
  /** Of `readFlash`. Shows the problem of the whole form. */
  state?: FormState
}

/** A form of the portal. It posts to an endpoint of `portalForm`. */
export const Form = ({
  action,
  children,
  className,
  hidden = {},
  id,
  portal,
  state,
}: FormProps) => (
  <form action={action} className={className} id={id} method="post">
    {portal.formKey !== null && (
      <input name={FORM_KEY_FIELD} type="hidden" value={portal.formKey} />
    )}
    {Object.entries(hidden).map(([name, value]) => (
      <input key={name} name={name} type="hidden" value={value} />
    ))}
    {state?.problem() && <Problem>{state.problem()}</Problem>}
    {children}
  </form>
)
