import { isJsonObject, isSameJson, type JsonObject, type JsonValue } from '../../lib/json'
import type { Sender } from '../../sender/settings'
import { REPORT } from '../../vapi/webhookServer'
import { urlHost } from '../../vapi/webhookURL'
import { leavesOut, needsStaticAddresses } from '../setup/desired'
import { headerNames } from '../setup/place'
import type { Whose } from '../setup/whose'
import type { DriftDetail, DriftLevel, Signal } from './signals'

/** A signal of one place. */
export type Found = { detail: DriftDetail; level: DriftLevel; signal: Signal }

const alarm = (signal: Signal, detail: DriftDetail = {}): Found => ({
  detail,
  level: 'alarm',
  signal,
})
const notice = (signal: Signal, detail: DriftDetail = {}): Found => ({
  detail,
  level: 'notice',
  signal,
})

/** What is compared of a place. */
export type Judged = {
  /** null: not listed any more. */
  found: null | {
    compliancePlan: JsonObject | null
    /** Those that the assistant may use; empty: all. */
    credentialIDs: readonly string[]
    recordingEnabled: boolean | null
    server: JsonObject | null
    /** null: Vapi's defaults, or a number's. */
    serverMessages: null | readonly string[]
    serverURL: null | string
  }
  /** Posts for the client were refused within the last day and since it was set, for want of proof who sends them. */
  isRefused: boolean
  name: null | string
  /** What was remembered when the webhook was set. */
  noted: JsonObject | null
  row: {
    credentialID: null | string
    /** What the desk's credential proves, in the clear; null: not made by the desk. */
    proof: null | string
  }
  sender: Sender
  /** What the client's sender check demands now, in the clear. */
  wantedProof: string
  whose: Whose
}

const ofSender = ({ found, isRefused, row, sender, wantedProof }: Judged): Found[] => {
  const server = found?.server ?? {}
  const signals: Found[] = []
  if (sender.verification !== 'none') {
    const isOther = row.credentialID !== null && (server.credentialId ?? null) !== row.credentialID
    // A credential of the desk's own making that proves what the client's check no longer demands.
    const isOutdated = row.proof !== null && row.proof !== wantedProof
    const isBeaten =
      sender.verification === 'secret' &&
      row.credentialID !== null &&
      headerNames(found?.server ?? null).includes('authorization')
    const isChanged = isOther || isOutdated || isBeaten
    if (isChanged) signals.push(alarm('credential_changed'))
    // Whether Vapi then leaves the proof out is not known: refused posts say that it does.
    if (
      !isChanged &&
      row.credentialID !== null &&
      leavesOut(found?.credentialIDs ?? [], row.credentialID)
    ) {
      signals.push((isRefused ? alarm : notice)('credential_not_allowed'))
    }
  }
  if (needsStaticAddresses(sender) && server.staticIpAddressesEnabled !== true) {
    signals.push(alarm('static_addresses_off'))
  }
  return signals
}

const isFilled = (value: JsonValue | undefined): boolean =>
  Array.isArray(value) ? value.length > 0 : isJsonObject(value)

const ofServer = (judged: Judged): Found[] => {
  const { found } = judged
  if (!found) return []
  const { server, serverMessages } = found
  const signals = ofSender(judged)
  if (serverMessages !== null && !serverMessages.includes(REPORT)) {
    signals.push(alarm('reports_off'))
  }
  if (isFilled(server?.encryptedPaths)) signals.push(alarm('encrypted_parts'))
  if (!isFilled(server?.backoffPlan) || typeof server?.timeoutSeconds !== 'number') {
    signals.push(notice('no_retries'))
  }
  return signals
}

const isOff = (value: JsonValue | undefined): boolean => value === false

const ofData = ({ found, noted }: Judged): Found[] => {
  if (!found || !noted) return []
  const signals: Found[] = []
  if (isOff(found.recordingEnabled) && !isOff(noted.recordingEnabled)) {
    signals.push(notice('recording_off'))
  }
  const isSame = isSameJson(found.compliancePlan ?? {}, noted.compliancePlan ?? {})
  if (!isSame) signals.push(notice('compliance_changed'))
  return signals
}

/**
 * What is not as it was set at one place. Where reports go elsewhere, nothing else is said of it: the rest does not
 * matter then.
 */
export const judgePlace = (judged: Judged): Found[] => {
  const { found, name, whose } = judged
  if (!found) return [alarm('deleted', { name })]
  if (whose.kind === 'other' || whose.kind === 'nothing') {
    return [alarm('moved', { host: urlHost(found.serverURL), name })]
  }
  const former = whose.kind === 'former' ? [alarm('old_address', { name, until: whose.until })] : []
  const rest = [...ofServer(judged), ...ofData(judged)]
  return [...former, ...rest.map((each) => ({ ...each, detail: { ...each.detail, name } }))]
}

/** The part of a number that tells where its calls go. */
export type JudgedNumber = {
  assistantID: null | string
  id: string
  name: null | string
  number: null | string
  squadID: null | string
}

type OfNumber = {
  assistantIDs: readonly string[]
  /** undefined: not listed. */
  number: JudgedNumber | undefined
  /** The assistants of each squad. */
  squads: ReadonlyMap<string, readonly string[]>
}

/** Whether a client's number goes to an assistant of others. A number that is not listed says nothing of its calls. */
export const judgeNumber = ({ assistantIDs, number, squads }: OfNumber): Found[] => {
  if (!number) return []
  const { assistantID, squadID } = number
  const reached =
    squadID !== null ? (squads.get(squadID) ?? []) : assistantID !== null ? [assistantID] : null
  // Without an assistant, a server decides for each call.
  if (reached === null || reached.some((id) => assistantIDs.includes(id))) return []
  return [alarm('number_elsewhere', { name: number.number ?? number.name })]
}

type JudgedSquad = {
  members: readonly {
    assistantID: null | string
    hasServerOverride: boolean
    pinnedVersion: null | string
  }[]
  membersServerURL: null | string
  name: null | string
}

type OfSquads = {
  assistantID: string
  /** Calls of the client are missing: then what may beat the desk's address probably does. */
  hasGaps: boolean
  squads: readonly JudgedSquad[]
  whoseIs: (url: string) => Whose
}

/** Whether a squad may give an assistant another server than its own. */
export const judgeSquads = ({ assistantID, hasGaps, squads, whoseIs }: OfSquads): Found[] => {
  const level: DriftLevel = hasGaps ? 'alarm' : 'notice'
  const mine = squads.flatMap(({ members, membersServerURL, name }) =>
    members
      .filter((member) => member.assistantID === assistantID)
      .map((member) => ({ ...member, membersServerURL, name })),
  )
  const over = mine.find(
    ({ hasServerOverride, membersServerURL: url }) =>
      hasServerOverride || (url !== null && whoseIs(url).kind !== 'ours'),
  )
  const pinned = mine.find(({ pinnedVersion }) => pinnedVersion !== null)
  return [
    ...(over ? [{ detail: { name: over.name }, level, signal: 'squad_overrides' as const }] : []),
    ...(pinned ? [{ detail: { name: pinned.name }, level, signal: 'squad_pinned' as const }] : []),
  ]
}

type OfCalls = {
  isRight: boolean
  /** Their reports did not come, and some were fetched since. Without the overridden ones. */
  lost: number
  missing: number
  /** Calls whose own server or messages counted before the desk's, whether or not they were fetched since. */
  overridden: number
}

/**
 * What calls show. Reports that did not come are only a signal of their own where all else is right: an alarm while
 * their calls are missing.
 */
export const judgeCalls = ({ isRight, lost, missing, overridden }: OfCalls): Found[] => {
  const found = overridden > 0 ? [alarm('call_overrides', { count: overridden })] : []
  if (lost === 0 || !isRight) return found
  return [...found, (missing > 0 ? alarm : notice)('calls_missing', { count: lost })]
}
