const NONE: readonly string[] = []

let labels = NONE
const listeners = new Set<() => void>()

/** The labels of the columns for own fields, in their order: those of the one client that the list is filtered by. */
export const shownLabels = {
  get: (): readonly string[] => labels,
  /** On the server, where the page is not known yet. */
  none: (): readonly string[] => NONE,
  set: (shown: readonly string[]): void => {
    labels = shown
    for (const listener of listeners) listener()
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
