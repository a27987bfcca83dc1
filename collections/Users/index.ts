import type { CollectionConfig } from 'payload'
import { firstRegister } from '../../endpoints/account/firstRegister'
import { forgotPassword } from '../../endpoints/account/forgotPassword'
import { login } from '../../endpoints/account/login'
import { refreshToken } from '../../endpoints/account/refreshToken'
import { resetPassword } from '../../endpoints/account/resetPassword'
import { clientFigures } from '../../endpoints/clientFigures'
import { clientCompleteness } from '../../endpoints/completeness'
import { deliveryHealth } from '../../endpoints/deliveryHealth'
import { generateVapiTokens } from '../../endpoints/generateVapiTokens'
import { clientMappingPreview } from '../../endpoints/mappingPreview'
import { markSetupLive } from '../../endpoints/markSetupLive'
import { removeTestCall } from '../../endpoints/removeTestCall'
import { reprojectClient } from '../../endpoints/reprojection'
import {
  endRetiredVapiSecrets,
  endRetiredVapiTokens,
  revokeVapiTokens,
  rotateVapiTokens,
} from '../../endpoints/rotateVapiTokens'
import { senderState } from '../../endpoints/senderState'
import { sendWelcome } from '../../endpoints/sendWelcome'
import { setSetupStatus } from '../../endpoints/setSetupStatus'
import { showVapiTokens } from '../../endpoints/showVapiTokens'
import { testCall } from '../../endpoints/testCall'
import { vapiSetupRuns } from '../../endpoints/vapiSetup/bulk'
import { clientVapiSetup } from '../../endpoints/vapiSetup/client'
import { hiddenWithout } from '../../src/access/hiddenWithout'
import { can, fieldCan, inPerson } from '../../src/access/rules'
import {
  deleteUsers,
  enterAdmin,
  readUsers,
  unlockUsers,
  updateUsers,
} from '../../src/access/users'
import { namedKeyStrategy } from '../../src/keys/strategy'
import { isEncrypted } from '../../src/settings/isEncrypted'
import { boundPage } from '../shared/boundPage'
import { clampLimit } from '../shared/clampLimit'
import { historyOf } from '../shared/history'
import { historyTab } from '../shared/historyTab'
import { lockBeforeWrite } from '../shared/lockBeforeWrite'
import { respectDocumentLocks } from '../shared/respectDocumentLocks'
import { textCell } from '../shared/textCell'
import { writtenInPerson } from './fields/access'
import { apiKeyFields } from './fields/apiKeys'
import { dateFields, joinedField } from './fields/dates'
import { isOfClient } from './fields/isOfClient'
import { labelField } from './fields/label'
import { foreignHashField, mappingFields } from './fields/mapping'
import { onboardingFields } from './fields/onboarding'
import { permissionFields } from './fields/permissions'
import { presentPasswordField } from './fields/presentPassword'
import { profileFields } from './fields/profile'
import { settingsFields } from './fields/settings'
import { vapiFields } from './fields/vapi'
import { announceWrite } from './hooks/announceWrite'
import { refuseWhileHashing } from './hooks/busy'
import { closePayloadsOwn } from './hooks/closed'
import { endAccessOfInactive, endKeysOfInactive, endSessionsOfPromoted } from './hooks/deactivate'
import { deleteClientCalls, retireDeletedToken } from './hooks/deleteClient'
import { endLinksWithPassword } from './hooks/endLinks'
import { makeFirstUserSuperuser } from './hooks/firstUser'
import { endForeignHash } from './hooks/foreignHash'
import { givePassword } from './hooks/givePassword'
import { recordLogout, recordOther } from './hooks/history'
import { keepAgentFromKeys } from './hooks/keepAgentFromKeys'
import { keepFromKeys } from './hooks/keepFromKeys'
import { keepLastSuperuser, refuseLastSuperuserDelete } from './hooks/lastSuperuser'
import { markTokenPresence } from './hooks/markTokenPresence'
import { answerMeByKey, keepTokenFromScripts, omitExpiryByKey } from './hooks/me'
import { omitSecretsFromMany } from './hooks/omitSecrets'
import { askPresentPassword, refuseUnproven } from './hooks/presentPassword'
import { requireLongPassword } from './hooks/requireLongPassword'
import { requireOpenSession } from './hooks/requireOpenSession'
import { forgetWrongPasswords, limitUnlocks } from './hooks/unlock'

const history = historyOf('users')

/** All accounts: clients, staff and superusers. */
export const Users: CollectionConfig<'users'> = {
  access: {
    admin: enterAdmin,
    create: inPerson(can('users.add')),
    delete: inPerson(deleteUsers),
    read: readUsers,
    unlock: unlockUsers,
    update: updateUsers,
  },
  admin: {
    components: {
      beforeListTable: [
        '/src/components/UserQuickFilters#UserQuickFilters',
        '/src/components/LiveCandidates#LiveCandidates',
        '/src/components/UserBulkActions#UserBulkActions',
      ],
      listMenuItems: ['/src/components/ImportData/ImportLink#ImportLink'],
      views: {
        // A page of its own: Payload's form demands a password, twice, and shows every field of a user.
        create: {
          Component: '/src/components/CreateUser#CreateUser',
          exact: true,
          path: '/create',
        },
        edit: {
          default: {
            Component: '/src/components/ClientPage#ClientPage',
            tab: { Component: '/src/components/ClientPage/Tabs#MainTab' },
          },
          form: {
            Component: '/src/components/ClientPage#ClientDetails',
            path: '/edit',
            tab: { Component: '/src/components/ClientPage/Tabs#DetailsTab', order: 200 },
          },
          fields: {
            Component: '/src/components/ClientPage#ClientFields',
            path: '/fields',
            tab: { Component: '/src/components/ClientPage/Tabs#FieldsTab', order: 205 },
          },
          signIn: {
            Component: '/src/components/ClientPage#ClientSignIn',
            path: '/sign-in',
            tab: { Component: '/src/components/ClientPage/Tabs#SignInTab', order: 210 },
          },
        },
      },
    },
    defaultColumns: [
      'email',
      'name',
      'businessName',
      'setupStatus',
      'hasVapiToken',
      'vapiPhoneNumber',
      'isActive',
      'lastLogin',
      'createdAt',
    ],
    group: 'Desk',
    hidden: hiddenWithout('users.view'),
    listSearchableFields: ['email', 'name', 'businessName', 'vapiAssistantId', 'vapiPhoneNumber'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50, 100] },
    useAsTitle: 'label',
  },
  auth: {
    cookies: { secure: isEncrypted() },
    depth: 1,
    strategies: [namedKeyStrategy],
    useAPIKey: true,
  },
  defaultSort: '-createdAt',
  endpoints: [
    login,
    forgotPassword,
    resetPassword,
    firstRegister,
    refreshToken,
    clientFigures,
    deliveryHealth,
    generateVapiTokens,
    rotateVapiTokens,
    revokeVapiTokens,
    endRetiredVapiTokens,
    endRetiredVapiSecrets,
    showVapiTokens,
    senderState,
    clientMappingPreview,
    sendWelcome,
    markSetupLive,
    setSetupStatus,
    testCall,
    removeTestCall,
    ...reprojectClient,
    ...vapiSetupRuns,
    ...clientVapiSetup,
    ...clientCompleteness,
  ],
  fields: [
    {
      access: writtenInPerson,
      admin: { components: textCell },
      name: 'email',
      required: true,
      type: 'email',
      unique: true,
    },
    {
      access: {
        create: inPerson(fieldCan('users.add')),
        read: () => false,
        update: inPerson(fieldCan('users.change')),
      },
      label: 'Payload’s own API key: one per user, may also write. Prefer named API keys',
      name: 'apiKey',
      type: 'text',
    },
    presentPasswordField,
    foreignHashField,
    labelField,
    joinedField,
    ...mappingFields,
    {
      admin: {
        components: { Field: '/src/components/LiveOffer#LiveOffer' },
        disableListColumn: true,
      },
      name: 'liveOffer',
      type: 'ui',
    },
    {
      tabs: [
        { fields: profileFields, label: 'Profile' },
        {
          admin: { condition: isOfClient },
          description: 'The URL that Vapi posts this client’s calls to.',
          fields: vapiFields,
          label: 'Vapi (per-client webhook)',
        },
        { admin: { condition: isOfClient }, fields: onboardingFields, label: 'Onboarding' },
        { admin: { condition: isOfClient }, fields: settingsFields, label: 'Settings' },
        {
          // Clients have them on the page of their sign-in.
          admin: { condition: (data, ...rest) => !isOfClient(data, ...rest) },
          description: 'For tools that read the API as this user. These keys cannot write.',
          fields: apiKeyFields,
          label: 'API keys',
        },
        { fields: permissionFields, label: 'Permissions' },
        { fields: dateFields, label: 'Important dates' },
        historyTab,
      ],
      type: 'tabs',
    },
  ],
  forceSelect: { vapiGuard: true, vapiWebhookTokenIndex: true },
  hooks: {
    afterLogout: [recordLogout],
    afterMe: [omitExpiryByKey, keepTokenFromScripts],
    afterOperation: [
      omitSecretsFromMany,
      history.afterOperation,
      forgetWrongPasswords,
      recordOther,
    ],
    beforeChange: [
      keepAgentFromKeys,
      makeFirstUserSuperuser,
      keepLastSuperuser,
      endAccessOfInactive,
      endSessionsOfPromoted,
      endKeysOfInactive,
      endLinksWithPassword,
      endForeignHash,
      announceWrite,
    ],
    beforeDelete: [
      refuseLastSuperuserDelete,
      history.beforeDelete,
      deleteClientCalls,
      retireDeletedToken,
    ],
    beforeOperation: [
      closePayloadsOwn,
      limitUnlocks,
      keepFromKeys,
      requireLongPassword,
      givePassword,
      refuseWhileHashing,
      askPresentPassword,
      clampLimit,
      boundPage,
      respectDocumentLocks('users'),
      lockBeforeWrite({ collection: 'users', table: 'users' }),
      requireOpenSession,
    ],
    beforeRead: [markTokenPresence],
    beforeValidate: [refuseUnproven],
    me: [answerMeByKey],
  },
  indexes: [{ fields: ['apiKeyIndex'] }],
  labels: { plural: 'Users', singular: 'User' },
  slug: 'users',
}
