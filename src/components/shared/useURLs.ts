'use client'

import { useConfig } from '@payloadcms/ui'
import { formatAdminURL } from '../../payload/shared'

type Path = `/${string}`

/** Builds URLs below the configured API and admin routes. */
export const useURLs = () => {
  const {
    config: {
      routes: { admin, api },
    },
  } = useConfig()
  return {
    adminURL: (path: Path) => formatAdminURL({ adminRoute: admin, path }),
    apiURL: (path: Path) => formatAdminURL({ apiRoute: api, path }),
  }
}
