import { z } from 'zod'

/** A list of texts: checkboxes of one name, of which none, one or several may be ticked. */
export const manyOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(item).max(200),
  )

/** A checkbox: true if it is ticked. */
export const ticked = z.preprocess((value) => value !== undefined && value !== '', z.boolean())

/** A text without spaces around it; null if it is empty. */
export const textOrNull = (max: number, problem: string) =>
  z
    .string()
    .trim()
    .max(max, problem)
    .transform((text) => (text === '' ? null : text))
