import type { OrgState, StoredAssistant } from './org'
import { writeAssistant } from './routes/assistants'
import { type Row, rowOf } from './types'

/** What people and other programs do in the dashboard of an organisation. */
export type OtherHands = {
  /** Deletes a call: it disappears from lists. */
  deleteCall: (callID: string) => void
  deleteAssistant: (assistantID: string) => void
  /** Begins a draft of what the assistant is now. The returned function publishes it, whatever was written since. */
  draft: (assistantID: string) => () => void
  /** Writes keys of an assistant as another program's PATCH would. */
  patch: (assistantID: string, change: Row) => void
  /** Points a number at another assistant or squad. */
  repoint: (
    numberID: string,
    to: { assistantId?: null | string; squadId?: null | string; workflowId?: null | string },
  ) => void
  /** Makes an earlier version current; by default the one before. */
  restoreVersion: (assistantID: string) => void
  /** Gives a member of a squad its own server. */
  overrideInSquad: (squadID: string, assistantID: string, overrides: Row) => void
}

export const createOtherHands = (org: OrgState): OtherHands => {
  const find = (id: string): StoredAssistant => {
    const stored = org.assistants.get(id)
    if (!stored) throw new Error(`There is no assistant ${id}`)
    return stored
  }
  const replace = (stored: StoredAssistant, body: Row, secret: null | string): void => {
    stored.versions.push({ body: stored.body, secret: stored.secret })
    stored.body = body
    stored.secret = secret
    stored.version += 1
    stored.updatedAt = Math.max(org.clock.now(), stored.updatedAt + 1)
  }
  return {
    deleteAssistant: (id) => {
      find(id).isDeleted = true
    },
    deleteCall: (id) => {
      org.calls.delete(id)
    },
    draft: (id) => {
      const stored = find(id)
      const { body, secret } = structuredClone({ body: stored.body, secret: stored.secret })
      return () => replace(stored, body, secret)
    },
    overrideInSquad: (squadID, assistantID, overrides) => {
      const squad = org.squads.get(squadID)
      if (!squad) throw new Error(`There is no squad ${squadID}`)
      const members = Array.isArray(squad.body.members) ? squad.body.members.map(rowOf) : []
      squad.body = {
        ...squad.body,
        members: members.map((member) =>
          member.assistantId === assistantID ? { ...member, ...overrides } : member,
        ),
      }
      squad.updatedAt = Math.max(org.clock.now(), squad.updatedAt + 1)
    },
    patch: (id, change) => writeAssistant(org, find(id), change),
    repoint: (id, to) => {
      const stored = org.numbers.get(id)
      if (!stored) throw new Error(`There is no phone number ${id}`)
      stored.body = { ...stored.body, assistantId: null, squadId: null, workflowId: null, ...to }
      stored.updatedAt = Math.max(org.clock.now(), stored.updatedAt + 1)
    },
    restoreVersion: (id) => {
      const stored = find(id)
      const earlier = stored.versions.at(-1)
      if (!earlier) throw new Error(`Assistant ${id} has no earlier version`)
      replace(stored, earlier.body, earlier.secret)
    },
  }
}
