/** An image as its file says. `bytes` are the parts of the file that show it. */
export type Image = { bytes: Buffer; height: number; width: number }

/** Reads the file of one format; null if it is none, is cut off, or goes on after the image. */
export type ReadImage = (file: Buffer) => Image | null
