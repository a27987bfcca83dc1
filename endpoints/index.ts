/**
 * HTTP requests and responses, without SQL.
 * @module
 */

import type { Endpoint } from 'payload'
import { apiDocs } from './apiDocs'
import { brandFiles } from './brandFiles'
import { callPages } from './clientPages/calls'
import { passwordPages } from './clientPages/password'
import { health } from './health'
import { metrics } from './metrics'
import { openapi } from './openapi'
import { callForms } from './portal/calls'
import { seeAs } from './portal/seeAs'
import { settingsForms } from './portal/settings'
import { keyForms } from './portal/settingsKeys'
import { passwordForms } from './portal/settingsPassword'
import { sessionForms } from './portal/session'
import { signInForms } from './portal/signIn'
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
  ...unsubscribe,
  ...callForms,
  ...seeAs,
  ...settingsForms,
  ...keyForms,
  ...passwordForms,
  ...signInForms,
  ...sessionForms,
  ...callPages,
  ...passwordPages,
]
