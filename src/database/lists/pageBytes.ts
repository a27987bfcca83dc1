import type { FindArgs, PayloadRequest } from 'payload'
import { isolateObjectProperty } from '../../payload/operations'

/**
 * How many bytes of JSON a page of a list holds at most: 100 calls with whole conversations as they usually
 * are, and so little that pages that are read at the same time fit into memory, and none holds up others.
 */
export const PAGE_BYTES = 5_000_000

/** What a list answers beside its documents. */
const FRAME_BYTES = 1_000

/** How much of its bytes an answer has left. */
type Room = {
  /** How often the answer holds each value: GraphQL gives one under several names. */
  copies: number
  isUntouched: boolean
  left: number
}

const emptyRoom = (): Room => ({
  copies: 1,
  isUntouched: true,
  left: PAGE_BYTES - FRAME_BYTES,
})

const rooms = new WeakMap<object, Room>()

/** What one request of GraphQL asks for comes in one answer. */
const roomOf = ({ context }: PayloadRequest): Room => rooms.get(context) ?? emptyRoom()

/**
 * Says that all that a request asks for comes in one answer, which holds each value so often at most. By the
 * request's context, which all that isolates some of it shares, and not by what Payload takes the request
 * for: it goes by the exact spelling of the path.
 */
export const inOneAnswer = ({ context }: PayloadRequest, copies: number): void => {
  rooms.set(context, { ...emptyRoom(), copies })
}

/** Whether the answer holds more than what is being read. */
export const isInOneAnswer = ({ context }: PayloadRequest): boolean => rooms.has(context)

type How = {
  /** Whether long summaries are cut, as in lists. */
  cutsTexts?: boolean
  /** Whether what does not fit is left for the next page, instead of being refused. */
  endsEarly?: boolean
  /** Whether nothing at all may fit: what was read before is page enough. */
  mayBeEmpty?: boolean
  /** That of an answer of which this is a part. */
  room?: Room
}

/** The bytes that a page may have, and what of them was taken. */
export class PageBytes {
  readonly cutsTexts: boolean
  readonly endsEarly: boolean
  /** Whether not everything did fit. */
  isCut = false
  readonly mayBeEmpty: boolean
  readonly room: Room
  #before: Room
  #isBegun = false

  constructor(req: PayloadRequest, how: How = {}) {
    this.cutsTexts = how.cutsTexts ?? false
    this.endsEarly = how.endsEarly ?? false
    this.mayBeEmpty = how.mayBeEmpty ?? false
    this.room = how.room ?? roomOf(req)
    this.#before = { ...this.room }
  }

  /** Begins with the rows of a page; anew, where another server did not give them. */
  begin(): void {
    if (this.#isBegun) Object.assign(this.room, this.#before)
    this.#isBegun = true
    this.#before = { ...this.room }
    this.isCut = false
  }

  /** How many bytes the next row may have; undefined: any number, since it would be alone. */
  get left(): number | undefined {
    const { copies, isUntouched, left } = this.room
    return isUntouched && copies === 1 ? undefined : Math.floor(left / copies)
  }

  /** Takes the bytes of one row. @returns whether they fit: what is alone in the answer always does */
  take(bytes: number): boolean {
    const { left } = this
    if (left !== undefined && bytes > left) {
      this.isCut = true
      return false
    }
    this.room.left -= bytes * this.room.copies
    this.room.isUntouched = false
    return true
  }
}

type Mark = { bytes: PageBytes; collection: string }

const marks = new WeakMap<object, Mark>()

/** Whether a request's next read of a list is held to some bytes already. */
export const isHeld = (req: PayloadRequest): boolean => marks.has(req)

/**
 * A request whose next read of that collection is held to so many bytes: that one alone, and nothing that
 * hooks read beside it.
 */
export const holdToBytes = (
  req: PayloadRequest,
  collection: string,
  bytes: PageBytes,
): PayloadRequest => {
  const held = isolateObjectProperty(req, [])
  marks.set(held, { bytes, collection })
  return held
}

/** What the read of a list is held to, once. */
export const takeHold = ({ collection, req }: FindArgs): PageBytes | undefined => {
  const mark = req && marks.get(req)
  if (mark?.collection !== collection) return undefined
  marks.delete(req ?? {})
  return mark.bytes
}

const BYTES = Symbol('bytes of the page')

/** Hands them on to whatever reads. */
export const withBytes = <Args extends object>(args: Args, bytes: PageBytes): Args =>
  Object.assign({}, args, { [BYTES]: bytes })

/** What was handed on. */
export const bytesOf = (args: object): PageBytes | undefined => {
  const bytes: unknown = Reflect.get(args, BYTES)
  return bytes instanceof PageBytes ? bytes : undefined
}
