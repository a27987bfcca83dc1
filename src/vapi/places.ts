import { isJsonObject, type JsonObject, type JsonValue, objectOf } from '../lib/json'
import { type FoundReport, isChatReport } from './serverMessage'

/** The parts of a report, as received, for fields that are not in their usual place. */
export type Places = {
  message: JsonObject
  isFlat: boolean
  /**
   * `message.call`, often an outdated snapshot (FACTS §0.8), so it is used only for what the message
   * does not contain. In a flat body it is the body's own `call`.
   */
  call: JsonObject | undefined
  /** The chat, if the report is about a chat instead of a call. */
  chat: JsonObject | undefined
  artifact: JsonObject | undefined
  analysis: JsonObject | undefined
  /** The message and the call. */
  tops: readonly (JsonObject | undefined)[]
  /** All parts, except the analysis. */
  all: readonly (JsonObject | undefined)[]
  /** `customer` in each of its places, the most reliable first. */
  customers: readonly (JsonValue | undefined)[]
  /** Variables of the call: from a workflow, or from the agency. */
  variables: () => readonly (JsonObject | undefined)[]
  /** Metadata that the agency attached to the call. */
  metadata: () => readonly (JsonObject | undefined)[]
}

/** Calls a function once, and remembers its result. */
export const once = <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Finds the parts of a report. */
export const readPlaces = ({ isFlat, message, root }: FoundReport): Places => {
  const call = objectOf(message.call) ?? objectOf(root.call)
  const chat = isChatReport(message) ? objectOf(message.chat) : undefined
  const own = filled(message.artifact)
  const artifact = own ?? filled(call?.artifact)
  const analysis = filled(message.analysis) ?? filled(call?.analysis)
  const tops = [message, call]
  const variables = once(() => [
    objectOf(artifact?.variableValues),
    objectOf(artifact?.variables),
    objectOf(objectOf(call?.assistantOverrides)?.variableValues),
    objectOf(objectOf(chat?.assistantOverrides)?.variableValues),
    objectOf(message.variableValues),
    objectOf(call?.variableValues),
  ])
  const metadata = once(() => [
    objectOf(call?.metadata),
    objectOf(objectOf(call?.assistantOverrides)?.metadata),
    objectOf(message.metadata),
    objectOf(root.metadata),
    objectOf(objectOf(message.assistant)?.metadata),
    objectOf(objectOf(message.customer)?.metadata),
  ])
  return {
    all: [message, call, chat, artifact, own ? objectOf(call?.artifact) : undefined],
    analysis,
    artifact,
    call,
    chat,
    customers: [
      message.customer,
      call?.customer,
      objectOf(artifact?.variables)?.customer,
      objectOf(artifact?.variableValues)?.customer,
      chat?.customer,
      root.customer,
    ],
    isFlat,
    message,
    metadata,
    tops,
    variables,
  }
}

const filled = (value: JsonValue | undefined): JsonObject | undefined =>
  isJsonObject(value) && Object.keys(value).length > 0 ? value : undefined
