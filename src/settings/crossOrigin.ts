import type { Config } from 'payload'
import type { Settings } from './settings'

/**
 * Payload's settings for scripts of other origins: who may read. Whose pages may use the cookie of who
 * is signed in is for `src/origins` to say.
 */
export const crossOrigin = ({
  CORS_ORIGINS: origins,
}: Pick<Settings, 'CORS_ORIGINS'>): Pick<Config, 'cors'> =>
  origins !== '*' && origins.length === 0 ? {} : { cors: { headers: ['If-None-Match'], origins } }
