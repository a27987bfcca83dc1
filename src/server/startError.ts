/** A reason not to start (or to stop) that a person can fix. It is printed as one line without a stack. */
export class StartError extends Error {
  override name = 'StartError'
}
