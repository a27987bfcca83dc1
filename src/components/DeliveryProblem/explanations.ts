import type { DeskKey } from '../../translations/keys'
import type { ProblemCode } from '../../vapi/problems'

/** What happened, the usual cause, whether a call is lost, and what to do. */
export type Explanation = { cause: DeskKey; lost: DeskKey; todo: DeskKey; what: DeskKey }

const KEPT = 'desk:problemKept'
const NO_CALL = 'desk:problemNoCall'

/** Each problem of a delivery in words. */
export const EXPLANATIONS = {
  empty: {
    cause: 'desk:problemEmptyCause',
    lost: NO_CALL,
    todo: 'desk:problemEmptyTodo',
    what: 'desk:problemEmpty',
  },
  nested_too_deeply: {
    cause: 'desk:problemOddCause',
    lost: KEPT,
    todo: 'desk:problemOddTodo',
    what: 'desk:problemNested',
  },
  no_call_id: {
    cause: 'desk:problemNoCallIDCause',
    lost: KEPT,
    todo: 'desk:problemNoCallIDTodo',
    what: 'desk:problemNoCallID',
  },
  not_a_message: {
    cause: 'desk:problemNoMessageCause',
    lost: KEPT,
    todo: 'desk:problemNoMessageTodo',
    what: 'desk:problemNoMessage',
  },
  not_a_report: {
    cause: 'desk:problemNoMessageCause',
    lost: KEPT,
    todo: 'desk:problemNoMessageTodo',
    what: 'desk:problemNoReport',
  },
  not_json: {
    cause: 'desk:problemNotJSONCause',
    lost: KEPT,
    todo: 'desk:problemNotJSONTodo',
    what: 'desk:problemNotJSON',
  },
  not_stored: {
    cause: 'desk:problemNotStoredCause',
    lost: KEPT,
    todo: 'desk:problemNotStoredTodo',
    what: 'desk:problemNotStored',
  },
  only_replied: {
    cause: 'desk:problemOnlyRepliedCause',
    lost: NO_CALL,
    todo: 'desk:problemOnlyRepliedTodo',
    what: 'desk:problemOnlyReplied',
  },
  too_many_messages: {
    cause: 'desk:problemManyMessagesCause',
    lost: KEPT,
    todo: 'desk:problemManyMessagesTodo',
    what: 'desk:problemManyMessages',
  },
  too_many_parts: {
    cause: 'desk:problemOddCause',
    lost: KEPT,
    todo: 'desk:problemOddTodo',
    what: 'desk:problemManyParts',
  },
  unknown_type: {
    cause: 'desk:problemUnknownTypeCause',
    lost: KEPT,
    todo: 'desk:problemUnknownTypeTodo',
    what: 'desk:problemUnknownType',
  },
} as const satisfies Record<ProblemCode, Explanation>

/** For a problem that this version does not know. */
export const UNEXPLAINED = {
  cause: 'desk:problemOtherCause',
  lost: KEPT,
  todo: 'desk:problemOtherTodo',
  what: 'desk:problemOther',
} as const satisfies Explanation
