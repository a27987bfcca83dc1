import type { CollectionConfig } from 'payload'
import { countCallSummaries } from '../../endpoints/countCallSummaries'
import { exportCallSummaries } from '../../endpoints/exportCallSummaries'
import { giveBackEdits } from '../../endpoints/giveBackEdits'
import { listCallSummaries } from '../../endpoints/listCallSummaries'
import { readCallSummary } from '../../endpoints/readCallSummary'
import { rereadCallSummaries } from '../../endpoints/rereadCallSummaries'
import { readCallSummaries } from '../../src/access/callSummaries'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { notInPanel } from '../../src/access/panel'
import { can } from '../../src/access/rules'
import { searchByIndex, searchedFields } from '../../src/search/searchByIndex'
import { boundBulk } from '../shared/boundBulk'
import { boundPage } from '../shared/boundPage'
import { clampLimit } from '../shared/clampLimit'
import { historyOf } from '../shared/history'
import { historyTab } from '../shared/historyTab'
import { lockBeforeWrite } from '../shared/lockBeforeWrite'
import { callFields } from './fields/call'
import { contentFields } from './fields/content'
import { dataFields } from './fields/data'
import { withEditedNote } from './fields/withEditedNote'
import { leaveOutLarge } from './hooks/leaveOutLarge'
import { refuseStale } from './hooks/refuseStale'
import { stampEdits } from './hooks/stampEdits'

const history = historyOf('call-summaries')

/** What is kept of each call for client and staff: one document per client and Vapi call id. */
export const CallSummaries: CollectionConfig<'call-summaries'> = {
  access: {
    // Nothing to fill in: what makes a call is read-only. Machines may, over the API.
    create: notInPanel(can('call-summaries.add')),
    delete: can('call-summaries.delete'),
    read: readCallSummaries,
    update: can('call-summaries.change'),
  },
  admin: {
    components: {
      afterListTable: ['/src/components/CallTotal#CallTotal'],
      beforeListTable: [
        '/src/components/CallQuickFilters#CallQuickFilters',
        '/src/components/RereadCalls#RereadCalls',
        '/src/components/NoCallsYet#NoCallsYet',
      ],
      edit: {
        beforeDocumentControls: [
          '/src/components/TestMark#TestMark',
          '/src/components/RereadCall#RereadCall',
        ],
        editMenuItems: ['/src/components/EditedNote/GiveAllBack#GiveAllBack'],
      },
      listMenuItems: ['/src/components/ExportCalls#ExportCalls'],
    },
    defaultColumns: [
      'startedAt',
      'client',
      'customerName',
      'customerPhone',
      'outcome',
      'serviceName',
      'price',
      'durationSeconds',
      'endedGroup',
    ],
    group: 'Calls',
    hidden: hiddenWithout('call-summaries.view'),
    listSearchableFields: searchedFields,
    pagination: { defaultLimit: 25, limits: [10, 25, 50, 100] },
    useAsTitle: 'customerName',
  },
  defaultSort: '-reportedAt',
  // The one by its id last: to it, everything is an id.
  endpoints: [
    countCallSummaries,
    exportCallSummaries,
    listCallSummaries,
    giveBackEdits,
    rereadCallSummaries,
    readCallSummary,
  ],
  fields: [
    {
      tabs: [
        { fields: contentFields.map(withEditedNote), label: 'Conversation' },
        { fields: callFields.map(withEditedNote), label: 'Call' },
        { fields: dataFields.map(withEditedNote), label: 'Data' },
        historyTab,
      ],
      type: 'tabs',
    },
  ],
  hooks: {
    afterOperation: [history.afterOperation],
    beforeChange: [refuseStale, stampEdits],
    beforeDelete: [history.beforeDelete],
    beforeOperation: [
      searchByIndex,
      clampLimit,
      leaveOutLarge,
      boundPage,
      boundBulk,
      lockBeforeWrite({ collection: 'call-summaries', table: 'call_summaries' }),
    ],
  },
  indexes: [
    { fields: ['client', 'vapiCallId'], unique: true },
    { fields: ['client', 'reportedAt'] },
    // Twice: the client last for the lists of staff, first for a client's own, which among those of a
    // thousand others would read all that came in its range of dates.
    { fields: ['startedAt', 'client'] },
    { fields: ['client', 'startedAt'] },
    { fields: ['endedGroup', 'reportedAt', 'client'] },
    { fields: ['outcome', 'reportedAt', 'client'] },
    { fields: ['customerPhone', 'reportedAt'] },
  ],
  labels: { plural: 'Call summaries', singular: 'Call summary' },
  // Machines write most of these; the lock would cost two statements a write.
  lockDocuments: false,
  slug: 'call-summaries',
}
