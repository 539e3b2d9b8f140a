import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { getLocale } from 'next-intl/server'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Words } from '../components/frame/words.tsx'
import { currentViewer } from '../lib/access/viewer.ts'
import { asTheme, THEME_COOKIE } from '../lib/i18n/language.ts'
import './globals.css'

export const metadata: Metadata = { title: { default: 'Relayward', template: '%s · Relayward' }, robots: { index: false, follow: false } }
export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#14181b' },
  ],
}

/** Language, look and fonts of every page. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const language = await getLocale()
  const theme = (await currentViewer())?.theme ?? asTheme((await cookies()).get(THEME_COOKIE)?.value)

  return (
    <html lang={language} data-theme={theme} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <Words namespaces={[]}>{children}</Words>
      </body>
    </html>
  )
}
