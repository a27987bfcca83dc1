/** Prints one line of progress to the person who started the desk. */
export const say = (line: string): void => {
  console.log(line)
}
