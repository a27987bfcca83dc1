/** The texts of the page with figures. */
export const figures = {} as const satisfies Record<string, string>
