import { isEmptyJson, type JsonObject, objectOf } from '../../lib/json'
import { amountsOf, isFilled, isSaid, numberOf, serverURLOf, textOf, timeOf } from './fields'

/** What a call may say: what came of it, whether it went well, its summary, and its words. */
export type CallPart = 'data' | 'evaluation' | 'summary' | 'words'

/** What the desk reads of a call at Vapi. Fields that Vapi left out, or filled with something else, are null. */
export type CallRow = {
  assistantID: null | string
  /** In USD. */
  cost: null | number
  /** In USD, by part; only numbers. */
  costBreakdown: JsonObject | null
  createdAt: Date
  /** In seconds, from its start to its end. */
  duration: null | number
  endedAt: Date | null
  endedReason: null | string
  /** It has messages beside the prompt, a transcript, a summary or structured data. */
  hasContent: boolean
  id: string
  orgId: null | string
  /** When its structured outputs last changed, if Vapi says so. */
  outputsAt: Date | null
  /** Its `assistantOverrides` changed which messages are sent. */
  overridesMessages: boolean
  /** In the order of their names. */
  parts: CallPart[]
  phoneNumberID: null | string
  /** For a call that is to be placed later: the earliest time. */
  scheduledFor: Date | null
  /** The addresses that its overrides, assistant or squad name as server, most important first. */
  serverURLs: string[]
  squadID: null | string
  startedAt: Date | null
  /** Such as `ended` or `in-progress`; empty if Vapi gives none. */
  status: string
  /** The row as JSON text, unmasked; only if it was asked for. */
  text?: string
  type: null | string
  updatedAt: Date | null
}

const PARTS = ['data', 'evaluation', 'summary', 'words'] as const satisfies CallPart[]

const partsOf = (row: JsonObject): CallPart[] => {
  const analysis = objectOf(row.analysis)
  const artifact = objectOf(row.artifact)
  const words = [artifact?.transcript, row.transcript].some(isFilled)
  const has = {
    data: isFilled(analysis?.structuredData) || isFilled(artifact?.structuredOutputs),
    evaluation: isFilled(analysis?.successEvaluation),
    summary: isFilled(analysis?.summary) || isFilled(row.summary),
    words: words || [artifact?.messages, row.messages].some(isSaid),
  }
  return PARTS.filter((part) => has[part])
}

const serverURLs = (row: JsonObject): string[] => {
  const holders = [
    objectOf(row.assistantOverrides),
    objectOf(row.squadOverrides),
    objectOf(objectOf(row.squad)?.membersOverrides),
    objectOf(row.assistant),
  ]
  return [...new Set(holders.map(serverURLOf).filter((url) => url !== null))]
}

/** Reads a call as Vapi gives it, or what the parsing thread left of it. null: it is none. Pure. */
export const readCallRow = (row: JsonObject): CallRow | null => {
  const id = textOf(row.id)
  const createdAt = timeOf(row.createdAt)
  if (id === null || createdAt === null) return null
  const startedAt = timeOf(row.startedAt)
  const endedAt = timeOf(row.endedAt)
  const parts = partsOf(row)
  return {
    assistantID: textOf(row.assistantId),
    cost: numberOf(row.cost),
    costBreakdown: amountsOf(row.costBreakdown),
    createdAt,
    duration:
      startedAt && endedAt ? Math.max(0, (endedAt.getTime() - startedAt.getTime()) / 1000) : null,
    endedAt,
    endedReason: textOf(row.endedReason),
    hasContent: parts.some((part) => part !== 'evaluation'),
    id,
    orgId: textOf(row.orgId),
    outputsAt: timeOf(objectOf(row.artifact)?.structuredOutputsLastUpdatedAt),
    overridesMessages: !isEmptyJson(objectOf(row.assistantOverrides)?.serverMessages),
    parts,
    phoneNumberID: textOf(row.phoneNumberId),
    scheduledFor: timeOf(objectOf(row.schedulePlan)?.earliestAt),
    serverURLs: serverURLs(row),
    squadID: textOf(row.squadId),
    startedAt,
    status: textOf(row.status) ?? '',
    type: textOf(row.type),
    updatedAt: timeOf(row.updatedAt),
  }
}
