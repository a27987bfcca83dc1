import type { Payload, PayloadRequest } from 'payload'

/** What files can be imported. */
export const IMPORT_FORMATS = ['django', 'csv-clients', 'csv-calls', 'ndjson'] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

/** What happened to a row, or would happen in a dry run. `skip`: left out on purpose. `error`: could not be taken. */
export type ImportResult = 'create' | 'change' | 'same' | 'skip' | 'error'

/** One row of the file and its result. */
export type ImportRow = {
  /** Its place in the file, from 1: the line, or the item of a JSON array. */
  line: number
  kind: 'body' | 'call' | 'client' | 'group' | 'staff'
  /** Names the row for people: an e-mail address, a call's id. Never a secret. */
  label: string
  result: ImportResult
  /** What staff should know about it, in English sentences. */
  notes: string[]
}

export type ImportOptions = {
  /** Fields of the file under other names: the name in the file → the name that the importer knows. */
  map: Readonly<Record<string, string>>
  /** Django: the models of the users and of the calls, `app.model`. Undefined: recognised by their fields. */
  usersModel?: string | undefined
  callsModel?: string | undefined
  /** The id of the client whose calls the file holds, where it does not name one. */
  clientID?: string | undefined
  /** E-mail addresses of staff and superusers in the file who are imported too, as staff without permissions of their own. */
  staff: readonly string[]
}

export const NO_OPTIONS: ImportOptions = { map: {}, staff: [] }

export type ImportArgs = {
  dryRun: boolean
  options: ImportOptions
  path: string
  payload: Payload
  /** Who imports: the request of a superuser, or a local request of the command. */
  req: PayloadRequest
  signal: AbortSignal
}

/** A column of a CSV file, and the field that it is read as; null: it is left out. */
export type ImportColumn = { column: string; field: null | string }

/** How the columns of a CSV file are matched, and what they can be matched with. */
export type ImportColumns = { fields: readonly string[]; read: readonly ImportColumn[] }

/** What reading the whole file found. `rows`: how many it has, for progress. `reason`: a sentence, why it cannot be read. */
export type CheckedFile =
  | { columns?: ImportColumns; ok: true; rows: number }
  | { ok: false; reason: string }

/** Reads one format. */
export type Importer = {
  name: ImportFormat
  /** Reads the file from beginning to end, and writes nothing. */
  check: (file: Pick<ImportArgs, 'options' | 'path' | 'signal'>) => Promise<CheckedFile>
  /**
   * Writes one row after another, each in a transaction or one statement for a batch of rows, and yields its result
   * after it is committed. A dry run yields the same rows and writes nothing. Ends early when the signal aborts.
   */
  rows: (args: ImportArgs) => AsyncGenerator<ImportRow>
}
