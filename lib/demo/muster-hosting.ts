import { authorityFile } from './door.ts'
import { begin } from './begin.ts'
import { clearStory } from './clear-story.ts'
import type { Demo, DemoContext, DemoLogin } from './demo.ts'
import { demoResolvers, openPlace, PORTS, receiversAddress, removePlace } from './hosts.ts'
import { realServersArePossible } from './mail-servers/real-servers-are-possible.ts'
import { BAKERY_LOGIN, DEMO_PASSWORD, STAFF } from './people.ts'
import { runHosts } from './run-hosts.ts'
import { tellStory } from './story/tell-story.ts'

/** The demo: a provider with five hosts, four weeks in. */
export const musterHosting: Demo = {
  logins: loginsOf(),
  fill: ({ db, databaseUrl, secret, folder, url, signal, now }) => tellStory({ db, databaseUrl, secret, folder, url, signal, now: now() }),
  clear: async ({ databaseUrl, folder }) => {
    await removePlace(folder)
    await clearStory(databaseUrl)
  },
  env: async ({ folder }) => {
    const place = await openPlace(folder)
    return { SMTP_HOST: receiversAddress(place), SMTP_PORT: String(PORTS.mailbox), SMTP_TLS: 'no', SMTP_USER: '', SMTP_PASSWORD: '', RELAYWARD_RESOLVERS: demoResolvers(place).join(','), NODE_EXTRA_CA_CERTS: authorityFile(place) }
  },
  run: runHosts,
  begin,
  remark: remarkOn,
}

function loginsOf(): DemoLogin[] {
  const staff = STAFF.map(({ email }) => ({ audience: email.slice(0, email.indexOf('@')), email, password: DEMO_PASSWORD }))
  return [...staff, { audience: 'the bakery', email: BAKERY_LOGIN.email, password: DEMO_PASSWORD }]
}

async function remarkOn({ folder }: DemoContext): Promise<string | undefined> {
  const { hosts, servers } = await openPlace(folder)
  if (hosts.some((host) => host.kind === 'postfix')) return servers === folder ? undefined : `Postfix and Dovecot of the demo lie in ${servers}, which their users can reach.`
  const possible = realServersArePossible()
  return `All demo hosts are of the qmail kind${possible.ok ? '' : `: ${possible.why}`}.`
}
