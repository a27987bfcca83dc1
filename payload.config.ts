import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lexicalEditor } from '@payloadcms/richtext-lexical'
import { buildConfig } from 'payload'
import { ApiKeys } from './collections/ApiKeys'
import { keyMutations } from './collections/ApiKeys/mutations'
import { AuditLog } from './collections/AuditLog'
import { Brands } from './collections/Brands'
import { CallSummaries } from './collections/CallSummaries'
import { Desk } from './collections/Desk'
import { FieldMapping } from './collections/FieldMapping'
import { Groups } from './collections/Groups'
import { Notifications } from './collections/Notifications'
import { boundBulks } from './collections/shared/boundBulk'
import { refuseHugeFilters } from './collections/shared/refuseHugeFilter'
import { refuseRelatedSorts } from './collections/shared/refuseRelatedSort'
import { requireDataEverywhere } from './collections/shared/requireData'
import { Users } from './collections/Users'
import { VapiAccounts } from './collections/VapiAccounts'
import { WebhookDeliveries } from './collections/WebhookDeliveries'
import { endpoints } from './endpoints'
import { guardAdminData } from './src/access/guardAdminData'
import { rememberUsers } from './src/access/rememberUsers'
import { deskAdmin } from './src/components/deskAdmin'
import { deskAdapter } from './src/database/adapter/deskAdapter'
import { answerAway } from './src/database/connection/answerAway'
import { deskGraphQL } from './src/graphql/deskGraphQL'
import { logBy } from './src/log'
import { createLogger } from './src/logger'
import { mailAdapter } from './src/mail/adapter'
import { heedOwnPages, withoutOriginList } from './src/origins/heedOwnPages'
import { limitHashes } from './src/payload/fewHashes'
import { keepFieldsPerLanguage } from './src/payload/fieldsPerLanguage'
import { withTranslatedDescriptions } from './src/payload/translatedDescriptions'
import { withTranslatedLabels } from './src/payload/translatedLabels'
import { withoutUnused } from './src/payload/withoutUnused'
import { refuseBrokenJSON } from './src/reading/refuseBrokenJSON'
import { refuseUnfitText } from './src/reading/refuseUnfitText'
import { addCode } from './src/refusals/addCode'
import { withCodedEndpoints } from './src/refusals/codedEndpoints'
import { makeConsoleSafe } from './src/safeConsole'
import { crossOrigin } from './src/settings/crossOrigin'
import { settings as readOnce } from './src/settings/settings'
import { adminLanguages } from './src/translations/adminLanguages'
import { placeholderIn, translateDescription } from './src/translations/descriptions'
import { translateLabel } from './src/translations/labels'

const root = path.dirname(fileURLToPath(import.meta.url))
const settings = readOnce()

const config = buildConfig({
  admin: deskAdmin({ root, user: Users.slug }),
  collections: [
    Users,
    CallSummaries,
    WebhookDeliveries,
    Notifications,
    Groups,
    Brands,
    VapiAccounts,
    ApiKeys,
    AuditLog,
  ],
  ...crossOrigin(settings),
  db: deskAdapter({ migrationDir: path.resolve(root, 'src/migrations'), settings }),
  defaultDepth: 0,
  editor: lexicalEditor(),
  email: mailAdapter(settings),
  endpoints,
  globals: [Desk, FieldMapping],
  graphQL: deskGraphQL({ keyMutations, schemaFile: path.resolve(root, 'schema.graphql') }),
  hooks: { afterError: [refuseBrokenJSON, refuseUnfitText, answerAway, addCode] },
  i18n: adminLanguages,
  logger: createLogger({ level: settings.LOG_LEVEL }),
  loggingLevels: { QueryError: 'info' },
  maxDepth: 2,
  onInit: (payload) => {
    makeConsoleSafe()
    logBy(payload.logger)
    rememberUsers(payload)
    limitHashes()
    heedOwnPages(payload)
    keepFieldsPerLanguage(payload.config)
  },
  secret: settings.PAYLOAD_SECRET ?? '',
  serverURL: settings.SERVER_URL ?? '',
  telemetry: false,
  // Otherwise each start outside of production would generate them in another process. See `npm run generate`.
  typescript: { autoGenerate: false, outputFile: path.resolve(root, 'src/payload-types.ts') },
})

export default withCodedEndpoints(
  refuseHugeFilters(
    boundBulks(
      requireDataEverywhere(
        refuseRelatedSorts(
          guardAdminData(
            withTranslatedDescriptions(
              withTranslatedLabels(withoutUnused(withoutOriginList(config)), translateLabel),
              { description: translateDescription, placeholder: placeholderIn },
            ),
          ),
        ),
      ),
    ),
  ),
)
