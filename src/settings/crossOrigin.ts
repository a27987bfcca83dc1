import type { Config } from 'payload'
import type { Settings } from './settings'

/**
 * Payload's CORS settings: which origins may read responses. Which origins may use a signed-in user's
 * cookie is decided in `src/origins`.
 */
export const crossOrigin = ({
  CORS_ORIGINS: origins,
}: Pick<Settings, 'CORS_ORIGINS'>): Pick<Config, 'cors'> =>
  origins !== '*' && origins.length === 0 ? {} : { cors: { headers: ['If-None-Match'], origins } }
