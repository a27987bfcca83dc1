import type { Config } from 'payload'
import type { Settings } from './settings'

/**
 * Payload's settings for scripts of other origins. The origins that may read may also use the cookie
 * of who is signed in; Payload holds cookies to a list only where it knows its own origin, which it
 * adds to that list by itself. Without SERVER_URL a list would lock the admin itself out.
 */
export const crossOrigin = ({
  CORS_ORIGINS: origins,
  SERVER_URL,
}: Pick<Settings, 'CORS_ORIGINS' | 'SERVER_URL'>): Pick<Config, 'cors' | 'csrf'> => {
  if (origins !== '*' && origins.length === 0) return {}
  return {
    cors: { headers: ['If-None-Match'], origins },
    ...(origins === '*' || SERVER_URL === undefined ? {} : { csrf: origins }),
  }
}
