/** Minimum length of a password in characters. Payload accepts three, which is too weak for the data of calls. */
export const MIN_PASSWORD_LENGTH = 12
