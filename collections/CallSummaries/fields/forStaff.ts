import { fieldCan } from '../../../src/access/rules'

/** Access to fields that clients can never see, filter or sort by. */
export const forStaff = { read: fieldCan('call-summaries.view') }
