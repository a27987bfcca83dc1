const { compare } = new Intl.Collator(undefined, { numeric: true })

/** Orders texts as people do: “Salon 2” before “Salon 10”. */
export const naturalOrder = (a: string, b: string): number => compare(a, b)
