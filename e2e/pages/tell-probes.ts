import { acknowledgeCheck } from '../../lib/cases/acknowledge-check.ts'
import { storeProbe } from '../../lib/cases/store-probe.ts'
import { judgeHelo, judgeReverse } from '../../lib/probes/judge-names.ts'
import { failed, passed, unknown } from '../../lib/probes/make-check.ts'
import { freshForMs, WORKER } from '../../lib/probes/host-check.ts'
import { applies, roleOf, tlsModeOf } from '../../lib/probes/probe.ts'
import { PROBED_PORTS } from '../../lib/probes/probe-places.ts'
import { CHECK_IDS, type Check, type CheckId, type HostProbe } from '../../lib/protocol/probes.ts'
import { hostTells, type FilledDesk, type HostName } from './filled-desk.ts'

/** One of each host's addresses; mx02 has another that nobody looks at. */
const ADDRESS: Record<HostName, string> = { mx01: '203.0.113.24', mx02: '203.0.113.30', web7: '203.0.113.77', mx31: '198.51.100.31' }
/** The names of hosts are all below this domain. */
export const PROVIDER = 'muster-hosting.example'
const CONFIGURED = '/etc/xinetd.d/smtps_psa'

const LAST: Check = failed('starttls-not-last', {
  finding: 'starttls-is-last', cure: 'line-after-starttls', parameters: { lines: 4 },
  lines: ['C: EHLO [203.0.113.200]', 'S: 250-mx31.muster-hosting.example', 'S: 250-AUTH LOGIN PLAIN', 'S: 250-8BITMIME', 'S: 250 STARTTLS'],
})
const PLAIN: Check = failed('implicit-tls', { finding: 'plain-text', cure: 'smtps-tls-level', parameters: { port: 465 }, lines: ['S: 220 mx31.muster-hosting.example ESMTP'] })
const NO_CERTIFICATE: Check = unknown('certificate', { finding: 'no-certificate-seen', parameters: { reason: 'the server speaks plain text' } })
const ENDS_SOON: Check = failed('certificate', { finding: 'certificate-expires-soon', cure: 'renew-certificate', parameters: { until: '2026-12-04', days: 9 }, lines: ['subject CN=mx02.muster-hosting.example', 'issuer CN=R11, O=Let\'s Encrypt', 'valid 2026-09-05 to 2026-12-04'] })
const OTHER_NAME: Check = failed('helo-name', { finding: 'helo-elsewhere', cure: 'set-helo', parameters: { name: 'localhost.localdomain', address: ADDRESS.web7 } })

type Wrong = { port?: number; check: Check }

/** A look at every check of a host, all well but what is named. */
function look(host: HostName, at: Date, wrong: Wrong[], isReached = true): HostProbe {
  const of = (id: CheckId, port: number): Check => wrong.find((one) => one.check.id === id && (one.port ?? port) === port)?.check ?? (isReached ? fine(id, host) : unknown(id, { finding: 'not-reached', parameters: { reason: 'no answer within 10 s' } }))
  const ports = PROBED_PORTS.map((port) => {
    const tls = tlsModeOf(port)
    return { address: ADDRESS[host], port, tls, from: '203.0.113.200', isReached, checks: CHECK_IDS.filter((id) => applies(id, { port, tls, role: roleOf(port) })).map((id) => of(id, port)) }
  })
  return { host, at: at.toISOString(), tookMs: 812, trouble: null, ports }
}

function fine(id: CheckId, host: HostName): Check {
  const [address, name] = [ADDRESS[host], `${host}.${PROVIDER}`]
  if (id === 'helo-name') return judgeHelo(address, name, { values: [address] })
  if (id === 'reverse-dns') return judgeReverse(address, { values: [name] }, [{ name, addresses: { values: [address] } }])
  if (id === 'postmaster-accepted' || id === 'abuse-accepted') return passed(id, { finding: 'recipient-accepted', parameters: { code: 250, recipient: `${id === 'abuse-accepted' ? 'abuse' : 'postmaster'}@${PROVIDER}` } })
  return id === 'greeting' ? passed(id, { finding: 'greets', parameters: { code: 220, lines: 1 }, lines: ['S: 220 ESMTP'] }) : { ...passed(id, { finding: 'ehlo-answered', parameters: { lines: 5 } }), evidence: 'as it should be' }
}

/**
 * Hosts as probes see them: mx31 offers STARTTLS as the last line and speaks plain text on 465, which its configuration
 * explains; mx02's certificate ends soon, which somebody knows; web7 calls itself wrongly, and could not be reached once.
 */
export async function tellProbes(desk: FilledDesk, ago: (minutes: number) => Date): Promise<void> {
  const { db, hosts, people } = desk
  const see = async (name: HostName, minutes: number, wrong: Wrong[], { from = WORKER, isReached = true } = {}) => {
    const host = await db.host.findUniqueOrThrow({ where: { id: hosts[name] }, select: { id: true, name: true, kind: true } })
    const at = ago(minutes)
    await storeProbe({ db, now: at, actor: { kind: 'worker' } }, host, { from, probe: look(name, at, wrong, isReached), freshMs: freshForMs(15 * 60_000) })
    await db.host.update({ where: { id: host.id }, data: { probedAt: at } })
  }
  const old: Wrong[] = [{ check: LAST }, { port: 465, check: PLAIN }, { port: 465, check: NO_CERTIFICATE }]
  await see('mx31', 300, [])
  await see('mx31', 150, old)
  await see('mx31', 12, old)
  await see('mx31', 12, old, { from: 'mx01' })
  await see('web7', 40, [{ check: OTHER_NAME }])
  await see('web7', 9, [{ check: OTHER_NAME }], { isReached: false })
  await see('mx01', 7, [])
  await see('mx02', 100, [{ check: ENDS_SOON }])
  await acknowledgeCheck({ db, now: ago(90), actor: people.support }, { host: 'mx02', check: 'certificate', reason: 'The new one is ordered and comes on Monday.', days: 7 })
  await see('mx02', 5, [{ check: ENDS_SOON }])
  await see('mx02', 5, [], { from: 'web7' })
  await hostTells(desk, 'web7', ago(30), [{
    kind: 'configuration', lookedAt: ago(30).toISOString(), files: [{ file: CONFIGURED, state: 'read', modifiedAt: ago(9000).toISOString() }], isCut: false,
    passed: [{ id: 'no-recipient-check', file: '/etc/exim4/exim4.conf' }], unknown: [{ id: 'smtps-no-certificate', file: CONFIGURED, reason: 'the certificate file /var/qmail/control/servercert.pem cannot be read' }],
    findings: [{
      id: 'smtps-plain-text', file: CONFIGURED, line: 11, text: 'server_args = -Rt0 /usr/local/bin/spamdyke -f /etc/spamdyke.conf /var/qmail/bin/qmail-smtpd', message: 'Port 465 would speak plain text: spamdyke has no tls-level=smtps.',
      cure: 'tls-level=smtps\ntls-certificate-file=/var/qmail/control/servercert.pem', source: 'spamdyke 5.0.1, documentation, TLS', rewrittenBy: 'Plesk writes this file anew at updates',
    }],
  }])
}
