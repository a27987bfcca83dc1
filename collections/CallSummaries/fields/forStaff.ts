import { fieldCan } from '../../../src/access/rules'

/** Access of fields that clients never see, filter or sort by. */
export const forStaff = { read: fieldCan('call-summaries.view') }
