import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { classes } from './classes'
import styles from './Field.module.css'

type Labelled = {
  /** True for the first wrong field of a form: see `FormState.firstWrong`. */
  autoFocus?: boolean
  hint?: ReactNode
  label: ReactNode
  /** Unique on the page where two forms have a field of this name. */
  id?: string
  name: string
  problem?: string | undefined
  required?: boolean
}

const idsOf = ({ hint, id, name, problem }: Labelled) => {
  const own = id ?? name
  const described = [problem && `${own}-problem`, hint && `${own}-hint`].filter(Boolean).join(' ')
  return { described: described || undefined, own }
}

/** The label above an input, and the hint and the problem below it. */
const Frame = ({ children, field }: { children: ReactNode; field: Labelled }) => {
  const { hint, label, problem } = field
  const { own } = idsOf(field)
  return (
    <div className={classes(styles.field, Boolean(problem) && styles.wrong)}>
      <label className={styles.label} htmlFor={own}>
        {label}
      </label>
      {children}
      {problem && (
        <p className={styles.problem} id={`${own}-problem`}>
          {problem}
        </p>
      )}
      {hint && (
        <p className={styles.hint} id={`${own}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

const commonOf = (field: Labelled) => {
  const { described, own } = idsOf(field)
  return {
    'aria-describedby': described,
    'aria-invalid': field.problem ? true : undefined,
    autoFocus: field.autoFocus,
    className: styles.input,
    id: own,
    name: field.name,
    required: field.required,
  } as const
}

type InputType =
  | 'date'
  | 'datetime-local'
  | 'email'
  | 'number'
  | 'password'
  | 'search'
  | 'tel'
  | 'text'
  | 'time'
  | 'url'

type FieldProps = Labelled & {
  autoComplete?: HTMLInputAutoCompleteAttribute
  /** Of what is typed: `auto` for names and texts of any language. */
  dir?: 'auto' | 'ltr'
  inputMode?: 'decimal' | 'email' | 'numeric' | 'search' | 'tel' | 'text'
  max?: string
  maxLength?: number
  min?: string
  minLength?: number
  pattern?: string
  placeholder?: string
  type?: InputType
  /** The value at first. */
  value?: string
}

/** A labelled input of one line. */
export const Field = (props: FieldProps) => (
  <Frame field={props}>
    <input
      {...commonOf(props)}
      autoComplete={props.autoComplete}
      defaultValue={props.value}
      dir={props.dir}
      inputMode={props.inputMode}
      max={props.max}
      maxLength={props.maxLength}
      min={props.min}
      minLength={props.minLength}
      pattern={props.pattern}
      placeholder={props.placeholder}
      type={props.type ?? 'text'}
    />
  </Frame>
)

type TextAreaProps = Labelled & { maxLength?: number; rows?: number; value?: string }

/** A labelled input of several lines. */
export const TextArea = (props: TextAreaProps) => (
  <Frame field={props}>
    <textarea
      {...commonOf(props)}
      defaultValue={props.value}
      dir="auto"
      maxLength={props.maxLength}
      rows={props.rows ?? 3}
    />
  </Frame>
)

export type Option = { disabled?: boolean; label: string; value: string }

type SelectProps = Labelled & {
  autoComplete?: HTMLInputAutoCompleteAttribute
  options: readonly Option[]
  value?: string
}

/** A labelled choice of one. */
export const Select = (props: SelectProps) => (
  <Frame field={props}>
    <select {...commonOf(props)} autoComplete={props.autoComplete} defaultValue={props.value}>
      {props.options.map(({ disabled, label, value }) => (
        <option disabled={disabled} key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  </Frame>
)

type CheckboxProps = {
  checked?: boolean
  hint?: ReactNode
  id?: string
  label: ReactNode
  name: string
  problem?: string | undefined
  /** `radio` for one of several of the same name. */
  type?: 'checkbox' | 'radio'
  value?: string
}

/** A box to tick, with its label beside it. */
export const Checkbox = (props: CheckboxProps) => {
  const { checked, hint, label, name, problem, type = 'checkbox', value = 'on' } = props
  const id = props.id ?? (value === 'on' ? name : `${name}-${value}`)
  const { described } = idsOf({ hint, id, label, name, problem })
  return (
    <div className={classes(styles.box, Boolean(problem) && styles.wrong)}>
      <input
        aria-describedby={described}
        aria-invalid={problem ? true : undefined}
        defaultChecked={checked}
        id={id}
        name={name}
        type={type}
        value={value}
      />
      <label htmlFor={id}>{label}</label>
      {problem && (
        <p className={styles.problem} id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {hint && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

/** Several inputs that belong together, such as checkboxes, under one name. */
export const FieldSet = ({
  children,
  hint,
  label,
  problem,
}: {
  children: ReactNode
  hint?: ReactNode
  label: ReactNode
  problem?: string | undefined
}) => (
  <fieldset className={classes(styles.set, Boolean(problem) && styles.wrong)}>
    <legend className={styles.label}>{label}</legend>
    {hint && <p className={styles.hint}>{hint}</p>}
    {problem && <p className={styles.problem}>{problem}</p>}
    {children}
  </fieldset>
)
