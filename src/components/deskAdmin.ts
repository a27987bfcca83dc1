import { join } from 'node:path'
import type { Config } from 'payload'
import { dashboard } from './Dashboard/config'

/**
 * What is ours in the admin outside of collections.
 * @param root the project's folder
 * @param user the collection of those who sign in
 */
export const deskAdmin = ({ root, user }: { root: string; user: string }): Config['admin'] => ({
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
    importMapFile: join(root, 'src/app/(payload)/admin/importMap.js'),
  },
  meta: { titleSuffix: '· Client Desk' },
  user,
})
