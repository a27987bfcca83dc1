import { withPayload } from '@payloadcms/next/withPayload'

export default withPayload(
  { skipTrailingSlashRedirect: true, typescript: { ignoreBuildErrors: true } },
  { devBundleServerPackages: false },
)
