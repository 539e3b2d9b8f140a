import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  output: 'standalone',
  // Without it Next looks for lock files above the checkout and may trace from there.
  outputFileTracingRoot: import.meta.dirname,
  // Loaded from node_modules as they are: pg picks its parts at run time, argon2 is a native addon.
  serverExternalPackages: ['pg', '@node-rs/argon2'],
  // Local state (sockets, data of the database) lies in the checkout and belongs to no page.
  outputFileTracingExcludes: { '*': ['.relayward/**', 'e2e/**', 'test-results/**'] },
  poweredByHeader: false,
  reactStrictMode: true,
  // Browsers ask for it by this name while a page that names another still streams.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  // Types are checked by `npm run types` before anything lands; `npm start` need not wait for them again.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    serverActions: { bodySizeLimit: '1mb', allowedOrigins: buildOrigins(process.env.RELAYWARD_URL) },
  },
}

/** Behind a proxy that changes the Host header, build with RELAYWARD_URL set: only that origin is let in besides. */
function buildOrigins(address: string | undefined): string[] {
  return address ? [new URL(address).host] : []
}

const withWords = createNextIntlPlugin('./lib/i18n/request.ts')
const configWithWords = withWords(config)

export default configWithWords
