/** Payload accepts passwords of three characters; accounts that guard calls need more. */
export const MIN_PASSWORD_LENGTH = 12
