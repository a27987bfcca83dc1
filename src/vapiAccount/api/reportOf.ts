/** What a fetched call does not say itself. */
export type ReportContext = {
  /** Names of assistants by id. */
  assistants?: ReadonlyMap<string, null | string>
  /** Phone numbers by id, in full. */
  numbers: ReadonlyMap<string, null | string>
}

/**
 * A fetched call as the report that Vapi's webhook would have brought. Pure: the same call gives the same text.
 * @param callText the JSON text of `GET /call/{id}`, or of a row of the list
 * @returns the JSON text of the body; null if the text is no call
 */
export const reportOf = (_callText: string, _context: ReportContext): null | string => null
