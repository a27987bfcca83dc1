/** How Payload asks for a condition within a JSON column: the path's first segment is the field itself. */
type Asked = {
  column: string | { name: string }
  operator: string
  pathSegments: readonly string[]
  value: unknown
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

const IS_NUMBER = /^(?:0|[1-9]\d{0,8})$/

/** Where to begin, and the way from there, which goes through lists by itself. */
const split = (pathSegments: readonly string[]) => {
  const segments = pathSegments.slice(1)
  const end = segments.findLastIndex((segment) => IS_NUMBER.test(segment)) + 1
  const exact = segments.slice(0, end)
  const rest = segments.slice(end)
  return { exact, way: `$${rest.map((key) => `.${JSON.stringify(key)}`).join('[*]')}[*]` }
}

const AS_JSON = /^(?:-?(?:0|[1-9]\d{0,15})(?:\.\d{1,15})?|true|false)$/

/** A value as JSON has it, and a text that is written like a number or yes and no as that too: an address has texts only. */
const writtenAs = (value: unknown): string[] => {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return [`${value}`]
  const text = String(value)
  return AS_JSON.test(text) ? [JSON.stringify(text), text] : [JSON.stringify(text)]
}

const compared = (sign: '!=' | '==', value: unknown): string =>
  writtenAs(value)
    .map((each) => `@ ${sign} ${each}`)
    .join(' || ')

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : String(value).split(',')

/**
 * A condition on what is within a JSON column. Payload's own writes a number in the path as no path can
 * have it, which PostgreSQL refuses, and takes few characters in a value. A number is a place in a list or
 * a name in an object, whichever there is; up to it the path is exact, after it lists are gone through.
 * @returns SQL without parameters, all that was asked for quoted within
 */
export const jsonFilter = ({ column, operator, pathSegments, value }: Asked): string => {
  const name = identifier(typeof column === 'string' ? column : column.name)
  const { exact, way } = split(pathSegments)
  const from = exact.length > 0 ? `(${name} #> array[${exact.map(quoted).join(', ')}])` : name
  const exists = (condition?: string): string =>
    `jsonb_path_exists(${from}, ${quoted(condition === undefined ? way : `${way} ? (${condition})`)})`
  const none = (condition?: string): string => `coalesce(not ${exists(condition)}, true)`
  const like = () => `@ like_regex ${JSON.stringify(String(value))} flag "iq"`
  switch (operator) {
    case 'equals':
      return exists(compared('==', value))
    case 'exists':
      return value === false || value === 'false' ? none() : exists()
    case 'in':
      return exists(
        listOf(value)
          .flatMap((each) => compared('==', each))
          .join(' || ') || 'false',
      )
    case 'like':
      return exists(like())
    case 'not_equals':
      return exists(compared('!=', value))
    case 'not_in': {
      const each = listOf(value).map((one) => exists(compared('!=', one)))
      return each.length > 0 ? `(${each.join(' and ')})` : 'true'
    }
    case 'not_like':
      return none(like())
    default:
      throw new Error('No such filter within JSON')
  }
}
