/** The texts of the settings. */
export const settings = {} as const satisfies Record<string, string>
