import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { accentStyle } from '../../portal/brandStyle'
import { portalRequest } from '../../portal/request/portalRequest'
import './tokens.css'

export const dynamic = 'force-dynamic'

export const viewport: Viewport = {
  colorScheme: 'light dark',
  initialScale: 1,
  // So that the menu at the bottom of phones reaches the edges.
  viewportFit: 'cover',
  width: 'device-width',
}

export const metadata: Metadata = {
  // Otherwise iPhones make links of all that looks like a number, such as prices.
  formatDetection: { address: false, date: false, email: false, telephone: false },
  referrer: null,
  robots: { follow: false, index: false },
}

/** The frame of all pages for clients. */
const Layout = async ({ children }: { children: ReactNode }) => {
  const { brand, nonce, texts } = await portalRequest()
  const accent = accentStyle(brand.accent)
  return (
    <html dir={texts.dir} lang={texts.language}>
      <head>
        {/* With its cookie: a client's brand may be another one than the host's. */}
        <link crossOrigin="use-credentials" href="/manifest.webmanifest" rel="manifest" />
        <link href={brand.icon} rel="icon" type="image/svg+xml" />
        <link href={brand.pngIcons[0]?.src ?? brand.icon} rel="apple-touch-icon" />
        <meta content="#ffffff" media="(prefers-color-scheme: light)" name="theme-color" />
        <meta content="#1c1c1a" media="(prefers-color-scheme: dark)" name="theme-color" />
        {accent && (
          <style nonce={nonce} suppressHydrationWarning>
            {accent}
          </style>
        )}
      </head>
      <body>{children}</body>
    </html>
  )
}

export default Layout
