/** Prints one line to standard output, for the person who started the desk. */
export const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Prints one line to standard error, for example why the desk did not start. */
export const printError = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
