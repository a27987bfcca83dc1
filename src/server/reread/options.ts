import { parseArgs } from 'node:util'
import { StartError } from '../startError'

/** What `npm run reread` was told. */
export type RereadOptions = {
  /** Id or e-mail; undefined: all clients. */
  client: string | undefined
  dryRun: boolean
  resume: boolean
}

const USAGE =
  'Say npm run reread, and after it -- with --client <id or e-mail>, --dry-run or --resume, if you like.'

/** Reads the words after the command. @throws {StartError} for what it does not know */
export const readOptions = (args: readonly string[]): RereadOptions => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        client: { type: 'string' },
        'dry-run': { default: false, type: 'boolean' },
        resume: { default: false, type: 'boolean' },
      },
    })
    return { client: values.client, dryRun: values['dry-run'], resume: values.resume }
  } catch {
    throw new StartError(USAGE)
  }
}
