import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql'
import { refusal } from '../refusals/refusals'

/**
 * The number of selections with all fragments expanded. Even tools that select everything stay far
 * below.
 */
const MAX_SIZE = 20_000
/** Deeper than the schema. */
const MAX_DEPTH = 100

type Expanded = {
  /** How deeply selections are nested. */
  depth: number
  /** How many selections there are. */
  size: number
}

const NOTHING: Expanded = { depth: 0, size: 0 }

/**
 * The size of a document with all fragments expanded. Each fragment is visited once, no matter how
 * often it is used. A fragment within itself, which is invalid, counts as nothing.
 */
const expanded = ({ definitions }: DocumentNode): Expanded => {
  const fragments = new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )
  const known = new Map<string, Expanded>()
  const ofFragment = (name: string): Expanded => {
    const before = known.get(name)
    if (before) return before
    known.set(name, NOTHING)
    const fragment = fragments.get(name)
    const found = fragment ? ofSelections(fragment.selectionSet) : NOTHING
    known.set(name, found)
    return found
  }
  const ofSelections = ({ selections }: SelectionSetNode): Expanded => {
    let [depth, size] = [0, 0]
    for (const selection of selections) {
      const within =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : selection.selectionSet
            ? ofSelections(selection.selectionSet)
            : NOTHING
      depth = Math.max(depth, within.depth + 1)
      size += within.size + 1
    }
    return { depth, size }
  }
  let [depth, size] = [0, 0]
  for (const each of definitions) {
    if (each.kind !== Kind.OPERATION_DEFINITION && each.kind !== Kind.FRAGMENT_DEFINITION) continue
    const found = ofSelections(each.selectionSet)
    depth = Math.max(depth, found.depth)
    size += found.size
  }
  return { depth, size }
}

const isTooMuch = (document: DocumentNode): boolean => {
  try {
    const { depth, size } = expanded(document)
    return depth > MAX_DEPTH || size > MAX_SIZE
  } catch (error) {
    // Nested so deeply that the stack ran out.
    if (error instanceof RangeError) return true
    throw error
  }
}

/**
 * Refuses a document whose fragments expand to too many or too deep selections. Payload's complexity
 * rule visits a fragment each time it is used: thirty fragments, each using the next one twice, are 2³⁰
 * visits.
 * @throws {Refusal} `QUERY_TOO_COSTLY`
 */
export const refuseExpansion = (document: DocumentNode): void => {
  if (isTooMuch(document)) throw refusal('QUERY_TOO_COSTLY')
}
