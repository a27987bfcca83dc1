import type { JsonValue } from '../../lib/json'
import { listPaths } from '../../vapi/mapping/listPaths'
import type { Mapping } from '../../vapi/mapping/mapping'
import { previewReport } from '../../vapi/mapping/preview'

/** A stored body, which is masked, and the mapping that is tried on it. null: no mapping. */
export type BodyToPreview = { mapping: Mapping | null; receivedAt: Date; text: string }

/** What the mapping reads in the body, and which places the body has. */
export type BodyPreview = {
  paths: ReturnType<typeof listPaths>
  /** null: the body is no report. */
  report: ReturnType<typeof previewReport>
}

const parse = (text: string): JsonValue | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Tries a mapping on a stored body. Never throws, for any text. */
export const previewBody = ({ mapping, receivedAt, text }: BodyToPreview): BodyPreview => {
  const body = parse(text)
  if (body === undefined) return { paths: [], report: null }
  return { paths: listPaths(body), report: previewReport(body, receivedAt, mapping) }
}
