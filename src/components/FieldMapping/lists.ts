/** The items with one moved up (-1) or down (1). Unchanged at the ends. */
export const moved = <Item>(items: readonly Item[], index: number, by: -1 | 1): Item[] => {
  const all = [...items]
  const to = index + by
  const [item] = all.splice(index, 1)
  if (item === undefined || to < 0 || to > all.length) return [...items]
  all.splice(to, 0, item)
  return all
}

/** The items without one. */
export const without = <Item>(items: readonly Item[], index: number): Item[] =>
  items.filter((_, at) => at !== index)

/** The items with one replaced. */
export const replaced = <Item>(items: readonly Item[], index: number, item: Item): Item[] =>
  items.map((each, at) => (at === index ? item : each))
