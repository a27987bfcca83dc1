/** The texts of text messages. */
export const sms = {} as const satisfies Record<string, string>
