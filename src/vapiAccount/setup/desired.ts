import { isJsonObject, isSameJson, type JsonObject, type JsonValue } from '../../lib/json'
import { isWithin } from '../../sender/networks'
import type { Sender } from '../../sender/settings'
import { DEFAULT_MESSAGES, REPORT, WEBHOOK_SERVER } from '../../vapi/webhookServer'
import type { AssistantPatch } from '../api/assistants'

/** An address of Vapi's static network. */
const STATIC_ADDRESS = '167.150.224.1'

/** Whether the client only accepts posts from Vapi's static addresses, which Vapi uses on request. */
export const needsStaticAddresses = ({ networks }: Sender): boolean =>
  networks.length > 0 && isWithin(STATIC_ADDRESS, networks)

/** Whether an assistant that names the credentials which it may use leaves this one out. */
export const leavesOut = (allowed: readonly string[], credentialID: null | string): boolean =>
  allowed.length > 0 && (credentialID === null || !allowed.includes(credentialID))

type Desired = { credentialID: null | string; sender: Sender; url: string }

/** The server block that the desk writes, whole: nothing of a former one, whose headers may hold another's secret. */
export const desiredServer = ({ credentialID, sender, url }: Desired): JsonObject => ({
  ...structuredClone(WEBHOOK_SERVER),
  backoffPlan: {
    ...WEBHOOK_SERVER.backoffPlan,
    excludedStatusCodes: [...WEBHOOK_SERVER.backoffPlan.excludedStatusCodes],
  },
  url,
  ...(credentialID === null ? {} : { credentialId: credentialID }),
  ...(needsStaticAddresses(sender) ? { staticIpAddressesEnabled: true } : {}),
})

/** A list that was set is kept and gets the report; nobody's list becomes the report alone. */
export const desiredMessages = (messages: null | readonly string[]): string[] => {
  if (messages === null) return [REPORT]
  return messages.includes(REPORT) ? [...messages] : [...messages, REPORT]
}

/** Vapi may keep an address without the slash at its end. */
const withoutSlash = (url: string): string => url.replace(/\/+$/, '')

const isSameURL = (found: JsonValue | undefined, wanted: JsonValue | undefined): boolean =>
  typeof found === 'string' && typeof wanted === 'string'
    ? withoutSlash(found) === withoutSlash(wanted)
    : isSameJson(found, wanted)

const covers = (found: JsonValue | undefined, wanted: JsonValue | undefined): boolean => {
  if (!isJsonObject(wanted)) return isSameJson(found, wanted)
  return (
    isJsonObject(found) &&
    Object.entries(wanted).every(([key, each]) =>
      key === 'url' ? isSameURL(found[key], each) : covers(found[key], each),
    )
  )
}

/** Whether an assistant has what was written. Vapi may add keys. */
export const isWritten = (
  found: { server: JsonObject | null; serverMessages: null | readonly string[] },
  { server, serverMessages }: AssistantPatch,
): boolean =>
  (server === null ? !found.server?.url : covers(found.server, server)) &&
  isSameJson([...(found.serverMessages ?? DEFAULT_MESSAGES)].sort(), [...serverMessages].sort())

/** Without the nulls that Vapi puts in and does not take back. */
export const withoutNulls = (block: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(block)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, isJsonObject(value) ? withoutNulls(value) : value]),
  )
