import {
  filterOwnField,
  isOwnFieldOperator,
  OWN_FIELDS,
  ownFieldKey,
} from '../../fields/filterOwnFields'

/** What Payload calls `createJSONQuery` with. The first segment of the path is the field itself. */
type JSONFilterArgs = {
  column: string | { name: string }
  operator: string
  pathSegments: readonly string[]
  value: unknown
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

const IS_NUMBER = /^(?:0|[1-9]\d{0,8})$/

/**
 * Splits a path: `exact` are the segments up to the last number, `jsonPath` is the JSON path from there,
 * which also looks into the elements of lists.
 */
const split = (pathSegments: readonly string[]) => {
  const segments = pathSegments.slice(1)
  const end = segments.findLastIndex((segment) => IS_NUMBER.test(segment)) + 1
  const exact = segments.slice(0, end)
  const rest = segments.slice(end)
  return { exact, jsonPath: `$${rest.map((key) => `.${JSON.stringify(key)}`).join('[*]')}[*]` }
}

const AS_JSON = /^(?:-?(?:0|[1-9]\d{0,15})(?:\.\d{1,15})?|true|false)$/

/**
 * The JSON literals that a value may stand for. A text that looks like a number or a boolean is also written
 * as one, because the values in a URL are always texts.
 */
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
 * A condition on a value within a JSON column. Payload's own function writes a number in the path in a way
 * that PostgreSQL refuses, and allows few characters in a value. Here a number is an index of a list or a key
 * of an object, whichever exists. The path is exact up to its last number; after that it also looks into the
 * elements of lists.
 * @returns SQL without parameters: everything from the request is quoted
 * @throws for operators that `misfitIn` refuses beforehand
 */
export const jsonFilter = ({ column, operator, pathSegments, value }: JSONFilterArgs): string => {
  const columnName = typeof column === 'string' ? column : column.name
  const name = identifier(columnName)
  // Payload splits a path at double underscores too, which a key may have.
  const key = ownFieldKey([OWN_FIELDS, pathSegments.slice(1).join('__')].join('.'))
  if (columnName === OWN_FIELDS && key !== undefined && isOwnFieldOperator(operator)) {
    return filterOwnField({ column: name, key, operator, value })
  }
  const { exact, jsonPath } = split(pathSegments)
  const from = exact.length > 0 ? `(${name} #> array[${exact.map(quoted).join(', ')}])` : name
  const exists = (condition?: string): string =>
    `jsonb_path_exists(${from}, ${quoted(condition === undefined ? jsonPath : `${jsonPath} ? (${condition})`)})`
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
