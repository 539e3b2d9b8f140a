import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

/** Debian's Chromium; elsewhere the one Playwright has installed. */
const CHROMIUM = '/usr/bin/chromium'

/** No spec asks the Internet's blocklists; those about them name servers of their own. */
process.env.RELAYWARD_RESOLVERS ??= 'none'

const config = defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/browser',
  // One desk, one database: the specs make their own rows and run one after the other.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env.CI === 'true',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  globalSetup: './e2e/desk-for-specs.ts',
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    // What cannot be clicked within ten seconds is not there: say so, instead of waiting for the test's own end.
    actionTimeout: 10_000,
    launchOptions: {
      executablePath: existsSync(CHROMIUM) ? CHROMIUM : undefined,
      // Root has no sandbox to build, a container no /dev/shm worth the name, and nothing may call out.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-dev-shm-usage',
        '--disable-component-update',
        '--no-first-run',
      ],
    },
  },
})

export default config
