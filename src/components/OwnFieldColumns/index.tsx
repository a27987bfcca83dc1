/**
 * Columns for the own fields of the client that a list of calls is filtered by.
 * @module
 */

export { OwnFieldCell } from './OwnFieldCell'
export { OwnFieldHeading } from './OwnFieldHeading'
