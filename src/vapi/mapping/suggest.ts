import type { Source, Target } from './mapping'

/**
 * The field that a source looks like, by its name and by what stands there; null if it looks like none.
 * @param samples what calls have there, as text
 */
export const suggestTarget = (_source: Source, _samples: readonly string[]): Target | null => null
