import type { TextField } from 'payload'

type ListedField = Pick<TextField, 'admin' | 'label' | 'name'> & {
  /** Another name of an option, which may be stored as well. By default there is none. */
  alsoKnownAs?: (option: string) => string | undefined
  /** What the list shows, and what is found in it. By default the option itself. */
  labelOf?: (option: string) => string
  options: readonly string[]
}

/**
 * A text from the list of a standard (time zones, currencies). It is stored as text, because an enum in the
 * database would need a migration each time the standard changes.
 */
export const listedField = ({
  admin,
  alsoKnownAs = () => undefined,
  labelOf = (option) => option,
  options,
  ...field
}: ListedField): TextField => {
  const listed = options.map((value) => ({
    label: labelOf(value),
    otherValue: alsoKnownAs(value),
    value,
  }))
  const known = new Set(listed.flatMap(({ otherValue, value }) => [value, otherValue]))
  return {
    ...field,
    admin: {
      ...admin,
      components: {
        Field: {
          clientProps: { options: listed },
          path: '/src/components/ListedText#ListedText',
        },
        ...admin?.components,
      },
    },
    type: 'text',
    validate: (value: unknown) =>
      value === null ||
      value === undefined ||
      value === '' ||
      (typeof value === 'string' && known.has(value)) ||
      'Choose one from the list.',
  }
}
