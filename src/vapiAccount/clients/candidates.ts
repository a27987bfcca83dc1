import { toE164 } from '../../vapi/phone'
import { tokenInURL } from '../../vapi/webhookURL'
import type { Assistant } from '../api/assistants'
import type { PhoneNumber } from '../api/numbers'
import type { KnownClient, Marks } from './findKnown'

/** Of an assistant, what says whose it is. */
export type ListedAssistant = Pick<Assistant, 'id' | 'name' | 'serverURL'>

/** Of a number, what says whose it is. */
export type ListedNumber = Pick<
  PhoneNumber,
  'assistantID' | 'id' | 'name' | 'number' | 'serverURL' | 'squadID' | 'workflowID'
>

/** How a client was recognised. */
type RecognisedBy = 'assistant' | 'number' | 'token'

export type Recognised = {
  by: RecognisedBy
  id: string
  /** It is of this account, and has the assistant, or the number if there is no assistant. */
  isLinked: boolean
  label: string
}

/** What can become a client: an assistant with its numbers, or a number without an assistant. */
export type Candidate = {
  assistant: ListedAssistant | null
  /** The clients who have it already; none: it can become one. */
  clients: Recognised[]
  /** Unique in the list: the id of the assistant, or of the number. */
  key: string
  numbers: ListedNumber[]
}

/** A candidate of whom it is not said yet whose it is. */
export type Group = Omit<Candidate, 'clients'>

/** An assistant with its numbers, then each number without one. */
export const groupsOf = (
  assistants: readonly ListedAssistant[],
  numbers: readonly ListedNumber[],
): Group[] => {
  const ids = new Set(assistants.map(({ id }) => id))
  const isOfNone = ({ assistantID }: ListedNumber) => assistantID === null || !ids.has(assistantID)
  const ofEach = new Map<null | string, ListedNumber[]>()
  for (const number of numbers) {
    const others = ofEach.get(number.assistantID)
    if (others) others.push(number)
    else ofEach.set(number.assistantID, [number])
  }
  return [
    ...assistants.map((assistant) => ({
      assistant,
      key: assistant.id,
      numbers: ofEach.get(assistant.id) ?? [],
    })),
    ...numbers
      .filter(isOfNone)
      .map((number) => ({ assistant: null, key: number.id, numbers: [number] })),
  ]
}

const phonesOf = (numbers: readonly ListedNumber[]): string[] =>
  numbers.flatMap(({ number }) => (number === null ? null : toE164(number)) ?? [])

type IndexOf = (token: string) => string

const indexesOf = ({ assistant, numbers }: Group, indexOf: IndexOf): string[] =>
  [assistant?.serverURL, ...numbers.map(({ serverURL }) => serverURL)].flatMap((url) => {
    const token = url ? tokenInURL(url) : null
    return token === null ? [] : indexOf(token)
  })

/** What the clients of these are looked up by. @param indexOf the index under which a token is stored */
export const marksOf = (groups: readonly Group[], indexOf: IndexOf): Marks => ({
  assistantIDs: groups.flatMap(({ assistant }) => assistant?.id ?? []),
  numberIDs: groups.flatMap(({ numbers }) => numbers.map(({ id }) => id)),
  phones: groups.flatMap(({ numbers }) => phonesOf(numbers)),
  tokenIndexes: groups.flatMap((group) => indexesOf(group, indexOf)),
})

/** Clients by what they have. */
type Index = ReadonlyMap<string, readonly KnownClient[]>

const indexBy = (
  known: readonly KnownClient[],
  keysOf: (client: KnownClient) => readonly (null | string)[],
): Index => {
  const index = new Map<string, KnownClient[]>()
  for (const client of known) {
    for (const key of new Set(keysOf(client))) {
      if (!key) continue
      const others = index.get(key)
      if (others) others.push(client)
      else index.set(key, [client])
    }
  }
  return index
}

const among = (index: Index, keys: readonly string[]): KnownClient[] => [
  ...new Set(keys.flatMap((key) => index.get(key) ?? [])),
]

type Recognise = { accountID: string; indexOf: IndexOf; known: readonly KnownClient[] }

/** Says of each group whose it is already: by its assistant, else its number, else the token in an address of its. */
export const recognise = (
  groups: readonly Group[],
  { accountID, indexOf, known }: Recognise,
): Candidate[] => {
  const byAssistant = indexBy(known, ({ assistant, assistants }) => [assistant, ...assistants])
  const byNumber = indexBy(known, ({ number }) => [number])
  const byPhone = indexBy(known, ({ phone }) => [phone])
  const byToken = indexBy(known, ({ retired, token }) => [token, ...retired])
  const foundFor = (group: Group): { by: RecognisedBy; clients: KnownClient[] } => {
    const ofAssistant = group.assistant ? among(byAssistant, [group.assistant.id]) : []
    if (ofAssistant.length > 0) return { by: 'assistant', clients: ofAssistant }
    const ids = group.numbers.map(({ id }) => id)
    const ofNumber = [...among(byNumber, ids), ...among(byPhone, phonesOf(group.numbers))]
    if (ofNumber.length > 0) return { by: 'number', clients: [...new Set(ofNumber)] }
    return { by: 'token', clients: among(byToken, indexesOf(group, indexOf)) }
  }
  return groups.map((group) => {
    const { by, clients } = foundFor(group)
    return {
      ...group,
      clients: clients.map(({ account, id, label, number }) => {
        const has = group.assistant ? by === 'assistant' : number === group.key
        return { by, id, isLinked: account === accountID && has, label }
      }),
    }
  })
}
