import type { FindArgs, PayloadRequest } from 'payload'
import { sharedWeakMap } from '../../lib/inProcess'
import { isolateObjectProperty } from '../../payload/operations'

/**
 * How many bytes of JSON a page of a list holds at most. It is enough for 100 calls with whole conversations
 * of usual length, and small enough that pages read at the same time fit into memory and do not delay each
 * other.
 */
export const PAGE_BYTES = 5_000_000

/** What a list's response holds in addition to its documents. */
const FRAME_BYTES = 1_000

/** How many of its bytes a response has left. */
type Room = {
  /** How often the response holds each value: GraphQL can select one under several names. */
  copies: number
  isUntouched: boolean
  left: number
}

const emptyRoom = (): Room => ({
  copies: 1,
  isUntouched: true,
  left: PAGE_BYTES - FRAME_BYTES,
})

// Pages of the portal hold reads in Next's copy of this file; the adapter, in the server's, limits them.
const rooms = sharedWeakMap<object, Room>('page-rooms')

/** All reads of one GraphQL request share a room, because they end up in one response. */
const roomOf = ({ context }: PayloadRequest): Room => rooms.get(context) ?? emptyRoom()

/**
 * Declares that all reads of a request end up in one response, which holds each value at most `copies` times.
 * This is kept by the request's context, which isolated copies of the request share. What Payload takes the
 * request for would not do, since that depends on the exact spelling of the path.
 */
export const inOneAnswer = ({ context }: PayloadRequest, copies: number): void => {
  rooms.set(context, { ...emptyRoom(), copies })
}

/** Whether the response holds more than what is being read. */
export const isInOneAnswer = ({ context }: PayloadRequest): boolean => rooms.has(context)

type PageBytesOptions = {
  /** Whether what does not fit is left for the next page, instead of being refused. */
  endsEarly?: boolean
  /** Whether the page may be empty, because what was read before it is enough for a page. */
  mayBeEmpty?: boolean
  /** The room of a larger response of which this is a part. */
  room?: Room
  /** To how many characters long summaries are truncated, as in lists. Undefined: they are not. */
  textLength?: number
}

const BRAND = Symbol.for('desk.page-bytes')

/** The bytes that a page may have, and how many of them are taken. */
export class PageBytes {
  readonly [BRAND] = true
  readonly endsEarly: boolean
  /** Whether something did not fit. */
  isCut = false
  readonly mayBeEmpty: boolean
  readonly room: Room
  readonly textLength: number | undefined
  #before: Room
  #isBegun = false

  constructor(req: PayloadRequest, how: PageBytesOptions = {}) {
    this.endsEarly = how.endsEarly ?? false
    this.mayBeEmpty = how.mayBeEmpty ?? false
    this.room = how.room ?? roomOf(req)
    this.textLength = how.textLength
    this.#before = { ...this.room }
  }

  /** To be called before the rows of a page. Starts again if another server failed to return them. */
  begin(): void {
    if (this.#isBegun) Object.assign(this.room, this.#before)
    this.#isBegun = true
    this.#before = { ...this.room }
    this.isCut = false
  }

  /** How many bytes the next row may have; undefined: any number, since it would be the only one. */
  get left(): number | undefined {
    const { copies, isUntouched, left } = this.room
    return isUntouched && copies === 1 ? undefined : Math.floor(left / copies)
  }

  /**
   * Takes the bytes of one row.
   * @returns whether they fit; a row that is alone in the response always does
   */
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

const marks = sharedWeakMap<object, Mark>('page-holds')

/** Whether a request's next read of a list has a limit already. */
export const isHeld = (req: PayloadRequest): boolean => marks.has(req)

/**
 * Returns a request whose next read of that collection is limited to those bytes. That one read only: what
 * hooks read in addition has no limit.
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

/** Returns the limit of this read and removes it; undefined if there is none. */
export const takeHold = ({ collection, req }: FindArgs): PageBytes | undefined => {
  const mark = req && marks.get(req)
  if (mark?.collection !== collection) return undefined
  marks.delete(req ?? {})
  return mark.bytes
}

const BYTES = Symbol('bytes of the page')

/** Adds the limit to arguments that are passed on to other wrappers of the adapter. */
export const withBytes = <Args extends object>(args: Args, bytes: PageBytes): Args =>
  Object.assign({}, args, { [BYTES]: bytes })

/** Also one that another copy of this file has made. */
const isPageBytes = (value: unknown): value is PageBytes =>
  typeof value === 'object' && value !== null && Reflect.get(value, BRAND) === true

/** The limit that `withBytes` added; undefined if there is none. */
export const bytesOf = (args: object): PageBytes | undefined => {
  const bytes: unknown = Reflect.get(args, BYTES)
  return isPageBytes(bytes) ? bytes : undefined
}
