import type { JsonValue } from '../../lib/json'
import type { Source } from './mapping'

/** A place in a report that can be mapped, with a part of what stands there. */
export type FoundPath = { source: Source; sample: string }

/**
 * The places of a masked body that hold a value, as sources: structured outputs and variables by name, anything else by
 * its path, each with a reader that fits. At most 2,000. Conversations, prompts, payloads of tools and costs are left
 * out. An empty list if the body contains no report.
 */
export const listPaths = (_body: JsonValue): FoundPath[] => []
