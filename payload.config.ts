import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { lexicalEditor } from '@payloadcms/richtext-lexical'
import { buildConfig } from 'payload'
import { ApiKeys } from './collections/ApiKeys'
import { keyMutations } from './collections/ApiKeys/mutations'
import { AuditLog } from './collections/AuditLog'
import { CallSummaries } from './collections/CallSummaries'
import { Groups } from './collections/Groups'
import { Notifications } from './collections/Notifications'
import { refuseRelatedSorts } from './collections/shared/refuseRelatedSort'
import { requireDataEverywhere } from './collections/shared/requireData'
import { Users } from './collections/Users'
import { WebhookDeliveries } from './collections/WebhookDeliveries'
import { apiDocs } from './endpoints/apiDocs'
import { callPages } from './endpoints/clientPages/calls'
import { passwordPages } from './endpoints/clientPages/password'
import { health } from './endpoints/health'
import { metrics } from './endpoints/metrics'
import { openapi } from './endpoints/openapi'
import { unsubscribe } from './endpoints/unsubscribe'
import { vapiWebhook } from './endpoints/vapiWebhook'
import { guardAdminData } from './src/access/guardAdminData'
import { refuseKeyMutations } from './src/access/refuseKeyMutations'
import { rememberUsers } from './src/access/rememberUsers'
import { dashboard } from './src/components/Dashboard/config'
import { withBoundedCounts } from './src/database/adapter/boundedCounts'
import { withPageBytes, withPortionedReads } from './src/database/adapter/boundedPages'
import { withCheckedFilters } from './src/database/adapter/checkedFilters'
import { withDeletedMeanwhile } from './src/database/adapter/deletedMeanwhile'
import { keepNeededIndexes } from './src/database/adapter/neededIndexes'
import { packBodies } from './src/database/adapter/packedBodies'
import { withReplicaReads } from './src/database/adapter/replicaReads'
import { withTotalOrder } from './src/database/adapter/totalOrder'
import { withSafeUserWrites } from './src/database/adapter/userWrites'
import { answerAway } from './src/database/connection/answerAway'
import { createPool, deskPg } from './src/database/connection/pool'
import { accountMutations } from './src/graphql/accountMutations'
import { callQueries } from './src/graphql/callQueries'
import { limitCosts } from './src/graphql/costs'
import { mutationsInTurn, queriesInTurn } from './src/graphql/inTurn'
import { permissionAnswers } from './src/graphql/permissionAnswers'
import { createLogger } from './src/logger'
import { mailAdapter } from './src/mail/adapter'
import { countRead } from './src/metrics/reads'
import { heedOwnPages, withoutOriginList } from './src/origins/heedOwnPages'
import { limitHashes } from './src/payload/fewHashes'
import { withoutUnused } from './src/payload/withoutUnused'
import { refuseBrokenJSON } from './src/reading/refuseBrokenJSON'
import { refuseUnfitText } from './src/reading/refuseUnfitText'
import { sayRefusalCode } from './src/refusals/addCode'
import { makeConsoleSafe } from './src/safeConsole'
import { withCallSearch } from './src/search/callSearch'
import { crossOrigin } from './src/settings/crossOrigin'
import { readSettings } from './src/settings/settings'
import { deskTranslations } from './src/translations/en'

const root = path.dirname(fileURLToPath(import.meta.url))
const settings = readSettings()
const between = { pooler: settings.DATABASE_POOLER !== undefined }

const config = buildConfig({
  admin: {
    // Payload's default asks a third party for a picture of everybody who signs in.
    avatar: 'default',
    components: {
      beforeDashboard: [
        '/src/components/MailNotice#MailNotice',
        '/src/components/ProxyNotice#ProxyNotice',
      ],
      graphics: {
        Icon: '/src/components/DeskIcon#DeskIcon',
        Logo: '/src/components/DeskLogo#DeskLogo',
      },
      views: { unauthorized: { Component: '/src/components/NoAdmin#NoAdmin' } },
    },
    dashboard,
    importMap: {
      baseDir: root,
      importMapFile: path.resolve(root, 'src/app/(payload)/admin/importMap.js'),
    },
    meta: { titleSuffix: '· Client Desk' },
    user: Users.slug,
  },
  collections: [Users, CallSummaries, WebhookDeliveries, Notifications, Groups, ApiKeys, AuditLog],
  ...crossOrigin(settings),
  db: withPageBytes(
    withReplicaReads(
      withTotalOrder(
        withBoundedCounts(
          withCallSearch(
            withCheckedFilters(
              withSafeUserWrites(
                withDeletedMeanwhile(
                  withPortionedReads(
                    postgresAdapter({
                      afterSchemaInit: [packBodies],
                      beforeSchemaInit: [keepNeededIndexes],
                      idType: 'uuidv7',
                      migrationDir: path.resolve(root, 'src/migrations'),
                      pg: deskPg(between),
                      pool: {
                        connectionString: settings.DATABASE_URL,
                        connectionTimeoutMillis: 4_000,
                        idle_in_transaction_session_timeout: 60_000,
                        idleTimeoutMillis: 30_000,
                        // A report after a quiet spell finds its connection open, and its statements planned.
                        min: 2,
                        // A report that was given up on must not wait for a lock on and on.
                        lock_timeout: 5_000,
                        max: settings.DATABASE_POOL_MAX,
                        statement_timeout: 60_000,
                      },
                      push: false,
                    }),
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
      {
        makePool: (options) => createPool(options, between),
        onRead: countRead,
        urls: settings.DATABASE_REPLICA_URLS,
      },
    ),
  ),
  defaultDepth: 0,
  editor: lexicalEditor(),
  email: mailAdapter(settings),
  endpoints: [
    ...vapiWebhook,
    health,
    metrics,
    openapi,
    ...apiDocs,
    ...unsubscribe,
    ...callPages,
    ...passwordPages,
  ],
  graphQL: {
    mutations: mutationsInTurn((...args) => ({
      ...keyMutations(...args),
      ...accountMutations(...args),
    })),
    queries: queriesInTurn((...args) => ({
      ...callQueries(...args),
      ...permissionAnswers(...args),
    })),
    schemaOutputFile: path.resolve(root, 'schema.graphql'),
    // Ours is the one that counts; Payload's holds the names in one query down.
    maxComplexity: 4_000,
    validationRules: ({ contextValue, variableValues }) => [
      refuseKeyMutations(contextValue),
      limitCosts(variableValues),
    ],
  },
  hooks: { afterError: [refuseBrokenJSON, refuseUnfitText, answerAway, sayRefusalCode] },
  i18n: { translations: deskTranslations },
  logger: createLogger({ level: settings.LOG_LEVEL }),
  loggingLevels: { QueryError: 'info' },
  maxDepth: 2,
  onInit: (payload) => {
    makeConsoleSafe()
    rememberUsers(payload)
    limitHashes()
    heedOwnPages(payload)
  },
  secret: settings.PAYLOAD_SECRET ?? '',
  serverURL: settings.SERVER_URL ?? '',
  telemetry: false,
  // Else each start outside of production has them generated in a process of its own: `npm run generate`.
  typescript: { autoGenerate: false, outputFile: path.resolve(root, 'src/payload-types.ts') },
})

export default requireDataEverywhere(
  refuseRelatedSorts(guardAdminData(withoutUnused(withoutOriginList(config)))),
)
