/** In characters of JSON. Every process keeps the mappings of clients that report in memory. */
export const MAX_MAPPING_LENGTH = 100_000

/** Whether a mapping is larger than may be stored. */
export const isTooLargeMapping = (mapping: unknown): boolean =>
  (JSON.stringify(mapping) ?? '').length > MAX_MAPPING_LENGTH
