import type { CollectionConfig } from 'payload'
import { answerFeedbackOfCall } from '../../endpoints/answerFeedback'
import { callClients } from '../../endpoints/callClients'
import { copyRecordingOfCall } from '../../endpoints/copyRecording'
import { countCallSummaries } from '../../endpoints/countCallSummaries'
import { exportCallSummaries } from '../../endpoints/exportCallSummaries'
import { feedbackOnCall } from '../../endpoints/feedback'
import { followUpOfCall } from '../../endpoints/followUp'
import { giveBackEdits } from '../../endpoints/giveBackEdits'
import { listCallSummaries } from '../../endpoints/listCallSummaries'
import { readCallSummary } from '../../endpoints/readCallSummary'
import { recordingOfCall } from '../../endpoints/recording'
import { rereadCallSummaries } from '../../endpoints/rereadCallSummaries'
import { readCallSummaries } from '../../src/access/callSummaries'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { notInPanel } from '../../src/access/panel'
import { can } from '../../src/access/rules'
import { searchByIndex, searchedFields } from '../../src/search/searchByIndex'
import { translateLabel } from '../../src/translations/labels'
import { boundBulk } from '../shared/boundBulk'
import { boundPage } from '../shared/boundPage'
import { clampLimit } from '../shared/clampLimit'
import { historyOf } from '../shared/history'
import { historyTab } from '../shared/historyTab'
import { lockBeforeWrite } from '../shared/lockBeforeWrite'
import { callFields } from './fields/call'
import { contentFields } from './fields/content'
import { dataFields } from './fields/data'
import { followUpFields } from './fields/followUp'
import { withEditedNote } from './fields/withEditedNote'
import { boundOwnFields } from './hooks/boundOwnFields'
import { leaveOutLarge } from './hooks/leaveOutLarge'
import { refuseStale } from './hooks/refuseStale'
import { stampEdits } from './hooks/stampEdits'
import { tidyOwnFields } from './hooks/tidyOwnFields'

const history = historyOf('call-summaries')

/** The calls as clients and staff see them: one document for each client and Vapi call id. */
export const CallSummaries: CollectionConfig<'call-summaries'> = {
  access: {
    // Not in the admin, where the required fields are read-only. Programs may create calls over the API.
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
      views: {
        edit: {
          default: {
            Component: '/src/components/CallPage#CallPage',
            tab: { label: ({ t }) => translateLabel('Call', t('general:thisLanguage')) },
          },
          form: {
            Component: '/src/components/CallPage#CallForm',
            path: '/edit',
            tab: { href: '/edit', label: ({ t }) => t('general:edit'), order: 200 },
          },
        },
      },
    },
    // The first cell has the summary too, the others what belongs to them: outcome and price. The list is
    // sorted by the last one.
    defaultColumns: ['customerName', 'client', 'endedGroup', 'serviceName', 'reportedAt'],
    group: 'Calls',
    hidden: hiddenWithout('call-summaries.view'),
    listSearchableFields: searchedFields,
    pagination: { defaultLimit: 25, limits: [10, 25, 50, 100] },
    useAsTitle: 'customerName',
  },
  defaultSort: '-reportedAt',
  // The endpoint with an id comes last, because it matches every path.
  endpoints: [
    countCallSummaries,
    callClients,
    exportCallSummaries,
    listCallSummaries,
    giveBackEdits,
    followUpOfCall,
    feedbackOnCall,
    ...recordingOfCall,
    copyRecordingOfCall,
    answerFeedbackOfCall,
    rereadCallSummaries,
    readCallSummary,
  ],
  fields: [
    {
      tabs: [
        { fields: contentFields.map(withEditedNote), label: 'Conversation' },
        { fields: callFields.map(withEditedNote), label: 'Call' },
        { fields: dataFields.map(withEditedNote), label: 'Data' },
        { fields: followUpFields, label: 'To do' },
        historyTab,
      ],
      type: 'tabs',
    },
  ],
  hooks: {
    afterOperation: [history.afterOperation],
    beforeChange: [tidyOwnFields, refuseStale, stampEdits],
    beforeDelete: [history.beforeDelete],
    beforeOperation: [
      boundOwnFields,
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
    // Both orders: `startedAt` first for the lists of staff, `client` first for a client's own list, which
    // would otherwise read the calls of all clients in its range of dates.
    { fields: ['startedAt', 'client'] },
    { fields: ['client', 'startedAt'] },
    { fields: ['endedGroup', 'reportedAt', 'client'] },
    { fields: ['outcome', 'reportedAt', 'client'] },
    { fields: ['customerPhone', 'reportedAt'] },
  ],
  labels: { plural: 'Call summaries', singular: 'Call summary' },
  // Programs write most of these, and a lock would cost two statements for each write.
  lockDocuments: false,
  slug: 'call-summaries',
}
