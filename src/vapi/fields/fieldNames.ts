import { isFlag } from './flagNames'
import {
  CALLERS,
  CURRENCY_NAMES,
  FIRST_NAMES,
  LAST_NAMES,
  OUTCOME_NAMES,
  PERSON_NAMES,
  PRICE_NAMES,
  SERVICE_NAMES,
} from './names'

const TABLES = [
  OUTCOME_NAMES,
  SERVICE_NAMES,
  PRICE_NAMES,
  CURRENCY_NAMES,
  PERSON_NAMES,
  FIRST_NAMES,
  LAST_NAMES,
]
const NAMES: ReadonlySet<string> = new Set([
  ...TABLES.flatMap((table) => [...table.keys()]),
  ...CALLERS,
])

/** True if a name, in the form of `foldKey`, belongs to a field that is read. */
export const isFieldName = (name: string): boolean => NAMES.has(name) || isFlag(name)
