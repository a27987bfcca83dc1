import { createReadStream } from 'node:fs'
import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json'
import { UnreadableFile } from '../unreadable'

/** The longest object, in characters. Hours of talk are one megabyte. */
const MAX_ITEM = 32 * 2 ** 20
/** How deep an object may be nested. */
const MAX_DEPTH = 200

/** An object of the file, and which it is, from 1. */
export type JsonItem = { item: JsonObject; number: number }

const QUOTE = 34
const COMMA = 44
const OPEN_LIST = 91
const BACKSLASH = 92
const CLOSE_LIST = 93
const OPEN = 123
const CLOSE = 125

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9

const parse = (text: string, number: number): JsonObject => {
  let value: JsonValue
  try {
    value = JSON.parse(text)
  } catch {
    throw new UnreadableFile(`Object ${number} of the file is not valid JSON.`)
  }
  if (isJsonObject(value)) return value
  throw new UnreadableFile(`Item ${number} of the file is not an object.`)
}

/**
 * Splits text that comes in chunks into its JSON objects: those of one list, or objects that follow one another, as
 * in JSON lines. Only the object that is being read is in memory.
 */
export class ItemSplitter {
  #depth = 0
  #isEscaped = false
  #isInText = false
  /** Parts of the object that began in earlier chunks. */
  #parts: string[] = []
  #length = 0
  #number = 0
  /** `start`: nothing was read yet. `lines`: objects that follow one another. The others are places in a list. */
  #place: 'after' | 'begin' | 'comma' | 'end' | 'lines' | 'start' = 'start'

  /** Checks that the text ended where it may. @throws {UnreadableFile} */
  end(): void {
    if (this.#place === 'start') throw new UnreadableFile('The file is empty.')
    if (this.#depth > 0 || (this.#place !== 'end' && this.#place !== 'lines')) {
      throw new UnreadableFile('The file ends in the middle: it was cut off.')
    }
  }

  /** The objects that end in this chunk. @throws {UnreadableFile} */
  *push(chunk: string): Generator<JsonItem> {
    let from = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at)
      if (this.#depth === 0) {
        if (isSpace(code)) continue
        if (this.#opens(code)) {
          from = at
          this.#depth = 1
        }
        continue
      }
      if (this.#isInText) {
        at = this.#endOfText(chunk, at)
        this.#isInText = at === chunk.length
        continue
      }
      if (code === QUOTE) this.#isInText = true
      else if (code === OPEN || code === OPEN_LIST) this.#deeper()
      else if (code === CLOSE || code === CLOSE_LIST) {
        this.#depth -= 1
        if (this.#depth > 0) continue
        yield this.#take(chunk.slice(from, at + 1))
      }
    }
    if (this.#depth > 0) this.#keep(chunk.slice(from))
  }

  /** Where the text ends that goes on here: at its quote, or not in this chunk. */
  #endOfText(chunk: string, from: number): number {
    const begin = this.#isEscaped ? from + 1 : from
    this.#isEscaped = false
    for (let at = begin; ; ) {
      const quote = chunk.indexOf('"', at)
      const end = quote === -1 ? chunk.length : quote
      let slashes = 0
      while (end - slashes > begin && chunk.charCodeAt(end - slashes - 1) === BACKSLASH) {
        slashes += 1
      }
      const isEscaped = slashes % 2 === 1
      if (quote === -1) {
        this.#isEscaped = isEscaped
        return chunk.length
      }
      if (!isEscaped) return quote
      at = quote + 1
    }
  }

  /** Whether an object begins here; otherwise moves on in the list. */
  #opens(code: number): boolean {
    const place = this.#place
    if (code === OPEN) {
      if (place === 'start') this.#place = 'lines'
      if (place !== 'after' && place !== 'end') return true
    } else if (code === OPEN_LIST && place === 'start') {
      this.#place = 'begin'
      return false
    } else if (code === COMMA && place === 'after') {
      this.#place = 'comma'
      return false
    } else if (code === CLOSE_LIST && (place === 'after' || place === 'begin')) {
      this.#place = 'end'
      return false
    }
    throw new UnreadableFile(
      place === 'start'
        ? 'The file is not JSON: it must begin with “[” or “{”.'
        : `After object ${this.#number} of the file is something that does not belong there.`,
    )
  }

  #deeper(): void {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) {
      throw new UnreadableFile(`Object ${this.#number + 1} of the file is nested too deeply.`)
    }
  }

  #keep(part: string): void {
    this.#length += part.length
    if (this.#length > MAX_ITEM) {
      throw new UnreadableFile(`Object ${this.#number + 1} of the file is larger than 32 MB.`)
    }
    this.#parts.push(part)
  }

  #take(last: string): JsonItem {
    this.#keep(last)
    const text = this.#parts.length === 1 ? last : this.#parts.join('')
    this.#parts = []
    this.#length = 0
    this.#number += 1
    if (this.#place !== 'lines') this.#place = 'after'
    return { item: parse(text, this.#number), number: this.#number }
  }
}

type ReadItems = {
  /** In bytes. Tests use small ones. */
  chunkBytes?: number
  path: string
  signal?: AbortSignal | undefined
}

/**
 * Reads the objects of a JSON file one after another: those of one list, as `manage.py dumpdata` writes it, or JSON
 * lines. A byte order mark is skipped. Ends early when the signal aborts.
 * @throws {UnreadableFile} if the file is not UTF-8 or not such JSON, after the objects before that place
 */
export async function* readJsonItems({
  chunkBytes = 1 << 18,
  path,
  signal,
}: ReadItems): AsyncGenerator<JsonItem> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const splitter = new ItemSplitter()
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch {
      throw new UnreadableFile('The file is not UTF-8. Django writes UTF-8: export it again.')
    }
  }
  const stream = createReadStream(path, { highWaterMark: chunkBytes })
  try {
    for await (const bytes of stream) {
      if (signal?.aborted) return
      yield* splitter.push(decode(bytes))
    }
  } finally {
    stream.destroy()
  }
  yield* splitter.push(decode())
  splitter.end()
}
