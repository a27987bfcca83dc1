import { settings } from '../../settings/settings'
import { type ReportContext, reportOf } from './reportOf'

/**
 * A fetched call as the report that Vapi's webhook would have brought, if the webhook would have taken it: a longer one
 * would keep reports waiting while it is read.
 * @returns null: it is longer, or no call
 */
export const fetchedReport = (callText: string, context: ReportContext): null | string =>
  Buffer.byteLength(callText) > settings().WEBHOOK_MAX_BYTES ? null : reportOf(callText, context)
