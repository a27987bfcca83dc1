import { type JsonObject, type JsonValue, objectOf } from '../lib/json'

// The webhook only handles reports. Where Vapi waits for a response, an empty one would end the call or
// leave the model without a result, so each type gets the response that does the least harm (FACTS §1).
const NO_TOOLS = 'This system does not handle tools.'

/**
 * The response body that Vapi needs for a server message that is not a report.
 * @returns `{}` for messages that expect no response
 */
export const replyTo = (messageType: string, message: JsonObject): JsonObject => {
  switch (messageType) {
    case 'tool-calls':
      return { results: toolCalls(message).map(refuseTool) }
    case 'function-call':
      return { result: NO_TOOLS }
    case 'transfer-destination-request':
      return { error: 'No transfer destination configured.' }
    case 'handoff-destination-request':
      return { error: 'No handoff destination configured.' }
    case 'assistant-request':
      // Spoken to the caller.
      return { error: 'Sorry, this number cannot take calls at the moment.' }
    case 'knowledge-base-request':
      return { documents: [] }
    case 'campaign.predial':
      return { eligible: true }
    default:
      return {}
  }
}

const toolCalls = (message: JsonObject): JsonValue[] => {
  const { toolCallList, toolWithToolCallList, toolCalls: legacy } = message
  if (Array.isArray(toolCallList) && toolCallList.length > 0) return toolCallList
  if (Array.isArray(toolWithToolCallList) && toolWithToolCallList.length > 0) {
    return toolWithToolCallList.map((item) => objectOf(item)?.toolCall ?? null)
  }
  return Array.isArray(legacy) ? legacy : []
}

const refuseTool = (value: JsonValue): JsonObject => {
  const call = objectOf(value)
  const name = singleLine(objectOf(call?.function)?.name ?? call?.name)
  const toolCallId = singleLine(call?.id ?? call?.toolCallId)
  return { ...(name && { name }), ...(toolCallId && { toolCallId }), error: NO_TOOLS }
}

/** Vapi drops results with line breaks. */
const singleLine = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().slice(0, 500) : ''
