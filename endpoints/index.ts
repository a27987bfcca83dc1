/**
 * HTTP requests and responses, without SQL.
 * @module
 */

import type { Endpoint } from 'payload'
import { apiDocs } from './apiDocs'
import { brandFiles } from './brandFiles'
import { health } from './health'
import { importFile } from './importFile'
import { deskMappingPreview } from './mappingPreview'
import { metrics } from './metrics'
import { openapi } from './openapi'
import { callForms } from './portal/calls'
import { manifest } from './portal/manifest'
import { oldAddresses } from './portal/oldAddresses'
import { lostPasswordForms } from './portal/password'
import { seeAs } from './portal/seeAs'
import { sessionForms } from './portal/session'
import { settingsForms } from './portal/settings'
import { keyForms } from './portal/settingsKeys'
import { passwordForms } from './portal/settingsPassword'
import { signInForms } from './portal/signIn'
import { reprojectAll } from './reprojection'
import { unsubscribe } from './unsubscribe'
import { vapiWebhook } from './vapiWebhook'

/** All endpoints that do not belong to a collection. */
export const endpoints: Endpoint[] = [
  ...vapiWebhook,
  health,
  metrics,
  openapi,
  ...apiDocs,
  ...brandFiles,
  importFile,
  deskMappingPreview,
  ...unsubscribe,
  ...reprojectAll,
  ...callForms,
  ...seeAs,
  ...settingsForms,
  ...keyForms,
  ...passwordForms,
  ...signInForms,
  ...sessionForms,
  ...lostPasswordForms,
  manifest,
  ...oldAddresses,
]
