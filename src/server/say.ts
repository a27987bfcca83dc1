/** Prints one line of progress to the person who started the desk. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Tells that person in one line why it did not start. */
export const sayError = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
