/** Class names of an element, without those that do not apply. */
export const classes = (...names: readonly (false | null | string | undefined)[]): string =>
  names.filter(Boolean).join(' ')
