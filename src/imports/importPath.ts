/** The path of the endpoint that takes a file, below the API's root. */
export const IMPORT_PATH = '/import'

/**
 * How long a file may take to arrive, in milliseconds. Less than the server's own limit for a whole request, whose
 * end nobody could be told.
 */
export const UPLOAD_TIMES = { idle: 20_000, whole: 105_000 }
