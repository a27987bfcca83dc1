import { join } from 'node:path'
import type { Config } from 'payload'
import { DATE_FORMAT } from '../format'
import { ICON_URL } from '../lib/icon'
import { TITLE_SUFFIX } from './Accessibility/titleSuffix'
import { dashboard } from './Dashboard/config'

/**
 * The desk's configuration of the admin, apart from collections.
 * @param root the project's folder
 * @param user the slug of the collection whose users sign in
 */
export const deskAdmin = ({ root, user }: { root: string; user: string }): Config['admin'] => ({
  // Payload's default asks a third party for a picture of every user.
  avatar: 'default',
  components: {
    beforeDashboard: [
      '/src/components/MailNotice/OnDashboard#MailNoticeOnDashboard',
      '/src/components/ProxyNotice#ProxyNotice',
    ],
    graphics: {
      Icon: '/src/components/DeskIcon#DeskIcon',
      Logo: '/src/components/DeskLogo#DeskLogo',
    },
    views: {
      createFirstUser: { Component: '/src/components/FirstUser#FirstUser' },
      importData: {
        Component: '/src/components/ImportData#ImportData',
        exact: true,
        meta: { title: 'Import' },
        path: '/import',
      },
      unauthorized: { Component: '/src/components/NoAdmin#NoAdmin' },
    },
    providers: ['/src/components/Accessibility#Accessibility'],
  },
  dashboard,
  dateFormat: DATE_FORMAT,
  importMap: {
    baseDir: root,
    importMapFile: join(root, 'src/app/(payload)/admin/importMap.js'),
  },
  meta: {
    // Payload's own picture for previews of links is at an address that the desk does not have.
    defaultOGImageType: 'off',
    icons: [{ rel: 'icon', type: 'image/svg+xml', url: ICON_URL }],
    openGraph: { description: 'Calls and clients of voice agents', siteName: 'Client Desk' },
    titleSuffix: TITLE_SUFFIX,
  },
  // At the bottom right they would cover the buttons that were just used.
  toast: { position: 'bottom-center' },
  user,
})
