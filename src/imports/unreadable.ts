/** A file that cannot be read as a whole. The message is a sentence for staff, without content of the file. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}
