import type { Leaks } from './leaks'
import type { Links } from './links'
import type { OrgModes } from './modes'
import {
  type Delivery,
  type OrgState,
  type StoredAssistant,
  type StoredCall,
  type StoredNumber,
  type StoredSquad,
  shownAssistant,
} from './org'
import { createOtherHands, type OtherHands } from './otherHands'
import {
  addAssistant,
  addCall,
  addNumber,
  addSquad,
  type NewAssistant,
  type NewCall,
  type NewNumber,
  type NewSquad,
} from './seed'
import type { Region, Row } from './types'
import { postMessage, type Reach } from './webhook'

/** One organisation of the fake. What it stores may be read and changed at any time. */
export type FakeOrg = {
  addAssistant: (assistant?: NewAssistant) => StoredAssistant
  /** Adds a call. It is not reported: see `post`, and `endCall` for one that is. */
  addCall: (call?: NewCall) => StoredCall
  /** Adds that many calls, each as the function says for its index. */
  addCalls: (count: number, call: (index: number) => NewCall) => StoredCall[]
  addNumber: (number?: NewNumber) => StoredNumber
  addSquad: (squad: NewSquad) => StoredSquad
  /** Assistants by id. `assistant(id)` is what GET shows of one. */
  assistant: (id: string) => Row
  assistants: Map<string, StoredAssistant>
  calls: Map<string, StoredCall>
  credentials: OrgState['credentials']
  /** How each post to a webhook went, in their order. */
  deliveries: Delivery[]
  /** Ends a call at the clock's time. Its report is posted when the clock has moved on by 5 s: `clock.move(5_000)`. */
  endCall: (id: string, change?: { endedReason?: string }) => void
  hands: OtherHands
  id: string
  key: string
  /** Changed at any time: `org.modes.isAscending = true`. */
  modes: OrgModes
  numbers: Map<string, StoredNumber>
  /** Posts a message about a call now, by what is stored: an `end-of-call-report` by default. */
  post: (callID: string, type?: string) => Promise<Delivery>
  publicKey: string
  region: Region
  /** Gives the organisation another key, as when it is rolled in the dashboard. Returns the new one. */
  rollKey: (key: string) => void
  /** The organisation's own server, the last choice; null: none. */
  setServer: (server: Row | null) => void
  squads: Map<string, StoredSquad>
}

const REPORT_AFTER_MS = 5_000

export const createFakeOrg = ({
  leaks,
  links,
  org,
  reach,
}: {
  leaks: Leaks
  links: Links
  org: OrgState
  reach: Reach
}): FakeOrg => {
  const callOf = (id: string): StoredCall => {
    const call = org.calls.get(id)
    if (!call) throw new Error(`There is no call ${id}`)
    return call
  }
  const post = (id: string, type = 'end-of-call-report') =>
    postMessage({ call: callOf(id), leaks, links, org, reach, type })
  return {
    addAssistant: (assistant = {}) => addAssistant(org, leaks, assistant),
    addCall: (call = {}) => addCall(org, call),
    addCalls: (count, call) =>
      Array.from({ length: count }, (_, index) => addCall(org, call(index))),
    addNumber: (number = {}) => addNumber(org, leaks, number),
    addSquad: (squad) => addSquad(org, squad),
    assistant: (id) => {
      const stored = org.assistants.get(id)
      if (!stored) throw new Error(`There is no assistant ${id}`)
      return shownAssistant(org, stored)
    },
    assistants: org.assistants,
    calls: org.calls,
    credentials: org.credentials,
    deliveries: org.deliveries,
    endCall: (id, { endedReason } = {}) => {
      const call = callOf(id)
      call.endedAt = org.clock.now()
      call.status = 'ended'
      call.endedReason =
        endedReason ?? (call.startedAt === null ? 'customer-did-not-answer' : 'customer-ended-call')
      if (call.startedAt === null && !org.modes.neverConnectedAreReported) return
      org.clock.schedule(call.endedAt + REPORT_AFTER_MS, () => post(id))
    },
    hands: createOtherHands(org),
    id: org.id,
    get key() {
      return org.key
    },
    modes: org.modes,
    numbers: org.numbers,
    post,
    publicKey: org.publicKey,
    region: org.region,
    rollKey: (key) => {
      org.key = leaks.keep(key)
    },
    setServer: (server) => {
      org.server = server
    },
    squads: org.squads,
  }
}
