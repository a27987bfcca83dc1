import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql'
import { refusal } from '../refusals/refusals'

/** Of a document with the fragments in place of their names; tools that ask for all there is stay far below. */
const MAX_SIZE = 20_000
/** More than the schema has. */
const MAX_DEPTH = 100

type Expanded = {
  /** How many selections stand within each other. */
  depth: number
  /** How many selections there are. */
  size: number
}

const NOTHING: Expanded = { depth: 0, size: 0 }

/**
 * What a document comes to once each fragment stands wherever it is named. Each is looked at once, however
 * often it is named; one within itself, which is not valid, counts as nothing there.
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
    // So deep that there is no stack left.
    if (error instanceof RangeError) return true
    throw error
  }
}

/**
 * Refuses a document that its fragments make so large, or so deep, that nobody may look at it: Payload's rule
 * on complexity walks through each of them wherever it is named, and thirty that name the next one twice are
 * a thousand million.
 * @throws {Refusal} `QUERY_TOO_COSTLY`
 */
export const refuseExpansion = (document: DocumentNode): void => {
  if (isTooMuch(document)) throw refusal('QUERY_TOO_COSTLY')
}
