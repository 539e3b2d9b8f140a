import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { makeAuthority, type TestCertificate } from '../../lib/probes/certificates-for-tests.ts'
import { probeHost } from '../../lib/probes/probe-host.ts'
import { startZooDns } from '../../lib/probes/zoo-for-tests.ts'
import { missingPackages } from '../../lib/setup/debian-packages.ts'
import type { Check, CheckId, CheckState, ProbeOrder } from '../../lib/protocol/probes.ts'
import type { TestDnsServer } from '../../lib/dns/dns-server-for-tests.ts'
import { startDovecotInstance } from '../lab/dovecot-instance.ts'
import { eximIsPossible, startExim, type EximFront } from '../lab/exim-instance.ts'
import { freePort } from '../lab/free-port.ts'
import { opensmtpdIsPossible, startOpensmtpd } from '../lab/opensmtpd-instance.ts'
import { startPostfix } from '../lab/postfix-instance.ts'

const HOST = 'mx.lab.test'
const DOMAIN = 'lab.test'
const MAILBOXES = ['postmaster', 'abuse', 'info'].map((name) => `${name}@${DOMAIN}`)
const LIMIT_MS = 30_000
/** Dovecot takes a client of its own address for one within the machine, who needs no TLS. */
const FROM = '127.0.0.9'

const authority = makeAuthority()
let folder: string
let dns: TestDnsServer

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'relayward-probes-'))
  await chmod(folder, 0o755)
  dns = await startZooDns({ ptr: [HOST], a: { [HOST]: '127.0.0.1' } })
})
afterAll(async () => {
  await dns.stop()
  await rm(folder, { recursive: true })
})

type Ports = NonNullable<ProbeOrder['ports']>
const exchange = (port: number): Ports[number] => ({ port, tls: 'starttls', role: 'exchange' })
const submission = (port: number): Ports[number] => ({ port, tls: 'starttls', role: 'submission' })
const smtps = (port: number): Ports[number] => ({ port, tls: 'implicit', role: 'submission' })

/** The checks of some ports, in their order. */
async function look(...ports: Ports): Promise<Check[][]> {
  const order = { host: HOST, addresses: ['127.0.0.1'], ports, domain: DOMAIN, resolvers: [`127.0.0.1:${dns.port}`], timeoutMs: LIMIT_MS }
  const found = await probeHost(order, { roots: [authority.root], localAddress: FROM })
  expect(found.tookMs).toBeLessThan(LIMIT_MS + 5_000)
  return found.ports.map(({ checks }) => checks)
}

/** What is not as it should be. */
function faultsOf(checks: Check[] | undefined): Partial<Record<CheckId, CheckState>> {
  return Object.fromEntries((checks ?? []).filter(({ state }) => state !== 'pass').map(({ id, state }) => [id, state]))
}

async function place(name: string, { cert, key }: TestCertificate, keyMode = 0o644): Promise<{ certificateFile: string; keyFile: string; chainFile: string }> {
  const files = { certificateFile: path.join(folder, `${name}.crt`), keyFile: path.join(folder, `${name}.key`), chainFile: path.join(folder, `${name}.pem`) }
  await writeFile(files.certificateFile, cert)
  await writeFile(files.chainFile, key + cert)
  await writeFile(files.keyFile, key, { mode: keyMode })
  return files
}

const NAME_OF_POSTFIX = { hostName: HOST, mailFolder: '/nonexistent', mailboxes: MAILBOXES, routes: { 'example.com': 9 }, authSocket: '/nonexistent/auth' }

const real = realServersArePossible()
describe.skipIf(!real.ok)(`a real Postfix${real.ok ? '' : `: ${real.why}`}`, () => {
  async function withPostfix(settings: Record<string, string>, smtpsOptions: string, work: (ports: { smtp: number; submission: number; smtps: number }) => Promise<void>): Promise<void> {
    const dovecot = await startDovecotInstance({ [`info@${DOMAIN}`]: 'secret' })
    const smtpsPort = await freePort()
    const services = `127.0.0.1:${smtpsPort} inet n - n - - smtpd\n  -o syslog_name=postfix/smtps${smtpsOptions}\ntlsmgr unix - - n 1000? 1 tlsmgr\n`
    const postfix = await startPostfix({ ...NAME_OF_POSTFIX, authSocket: dovecot.authSocket, mailFolder: dovecot.mailFolder, settings, services })
    try {
      await work({ smtp: postfix.smtpPort, submission: postfix.submissionPort, smtps: smtpsPort })
      // Nothing came of all that was asked.
      expect(await postfix.tool('postqueue', ['-p'])).toContain('Mail queue is empty')
      expect(await readFile(postfix.logFile, 'utf8')).not.toMatch(/\/cleanup\[|qmgr.*from=/)
    } finally {
      await postfix.stop()
      await dovecot.stop()
    }
  }
  const WRAPPED = '\n  -o smtpd_tls_wrappermode=yes'

  test('that is right passes every check on all ports', async () => {
    const { chainFile } = await place('postfix', authority.issue(HOST))
    const settings = { smtpd_tls_security_level: 'may', smtpd_tls_chain_files: chainFile, smtpd_tls_auth_only: 'yes' }
    await withPostfix(settings, WRAPPED, async (ports) => {
      const found = await look(exchange(ports.smtp), submission(ports.submission), smtps(ports.smtps))
      expect(found.map(faultsOf)).toEqual([{}, {}, {}])
      expect(found.map((checks) => checks.length)).toEqual([13, 8, 6])
      // The same port, taken for one of STARTTLS: it waits for TLS, and says nothing.
      const [[greeting, ...others] = []] = await look(submission(ports.smtps))
      expect(greeting).toMatchObject({ state: 'fail', findingId: 'waits-for-tls' })
      expect(new Set(others.map(({ state }) => state))).toEqual(new Set(['unknown']))
    })
  })

  test('that is wrong is found out: AUTH in the open, no TLS on 465, a certificate that ended, a catch-all, an open relay', async () => {
    const { chainFile } = await place('postfix-old', authority.issue(HOST, { from: -90, until: -1 }))
    const settings = {
      smtpd_tls_security_level: 'may', smtpd_tls_chain_files: chainFile, virtual_mailbox_maps: 'static:all', mynetworks: '127.0.0.0/8', smtpd_relay_restrictions: 'permit_mynetworks, reject_unauth_destination',
    }
    await withPostfix(settings, '', async (ports) => {
      const [onSmtp, , onSmtps] = await look(exchange(ports.smtp), submission(ports.submission), smtps(ports.smtps))
      expect(faultsOf(onSmtp)).toEqual({ certificate: 'fail', 'auth-only-over-tls': 'fail', 'refuses-unknown-recipient': 'fail', 'refuses-relaying': 'fail' })
      expect(faultsOf(onSmtps)).toEqual({ 'implicit-tls': 'fail', certificate: 'unknown', 'auth-only-over-tls': 'fail', 'refuses-relaying': 'fail' })
    })
  })

  test('behind postscreen, which teases first and greets later, is right all the same', async () => {
    const { chainFile } = await place('postscreen', authority.issue(HOST))
    const port = await freePort()
    const settings = { smtpd_tls_security_level: 'may', smtpd_tls_chain_files: chainFile, smtpd_tls_auth_only: 'yes', postscreen_greet_wait: '3s', postscreen_greet_action: 'enforce', postscreen_access_list: '' }
    const services = `127.0.0.1:${port} inet n - n - 1 postscreen\nsmtpd pass - - n - - smtpd\ntlsproxy unix - - n - 0 tlsproxy\ndnsblog unix - - n - 0 dnsblog`
    await withPostfix(settings, `${WRAPPED}\n${services}`, async () => {
      const [checks] = await look(exchange(port))
      expect(faultsOf(checks)).toEqual({})
      expect(checks?.find(({ id }) => id === 'greeting')?.evidence).toContain('lines: 2')
    })
  })

  test('without TLS, with a name that is none, without postmaster, putting recipients off', async () => {
    const settings = { smtpd_tls_security_level: 'none', myhostname: 'localhost', smtpd_sasl_auth_enable: 'no', smtpd_relay_restrictions: 'defer_unauth_destination', virtual_mailbox_maps: 'inline:{info@lab.test=x}' }
    await withPostfix(settings, WRAPPED, async (ports) => {
      const [onSmtp] = await look(exchange(ports.smtp))
      expect(faultsOf(onSmtp)).toEqual({
        'starttls-offered': 'fail', 'starttls-not-last': 'unknown', 'starttls-works': 'unknown', certificate: 'unknown', 'abuse-accepted': 'fail', 'postmaster-accepted': 'fail', 'helo-name': 'fail',
      })
    })
  })
})

const exim = eximIsPossible()
describe.skipIf(!exim.ok)(`a real Exim${exim.ok ? '' : `: ${exim.why}`}`, () => {
  async function lookAtExim(front: Partial<EximFront>): Promise<Check[][]> {
    const files = await place('exim', authority.issue(HOST))
    const smtpsPort = await freePort()
    const lab = await startExim({
      hostName: HOST, password: 'secret', localDomains: [DOMAIN], routes: {}, port: 9, hosts: {}, bindAddress: '127.0.0.1',
      front: { smtpsPort, localParts: ['postmaster', 'abuse', 'info'], ...files, ...front },
    })
    try {
      return await look(exchange(lab.smtpPort), smtps(smtpsPort))
    } finally {
      await lab.stop()
    }
  }

  test('that is right passes every check', async () => {
    expect((await lookAtExim({})).map(faultsOf)).toEqual([{}, {}])
  })

  test('that is wrong is found out: AUTH in the open, an open relay that takes whomever, a certificate that is not there', async () => {
    const [onSmtp, onSmtps] = await lookAtExim({ authBeforeTls: true, isOpenRelay: true, certificateFile: path.join(folder, 'none.crt') })
    expect(faultsOf(onSmtp)).toMatchObject({ 'starttls-works': 'fail', certificate: 'unknown', 'auth-only-over-tls': 'fail', 'refuses-unknown-recipient': 'fail', 'refuses-relaying': 'fail' })
    expect(faultsOf(onSmtps)).toMatchObject({ 'implicit-tls': 'fail', certificate: 'unknown' })
  })
})

const opensmtpd = opensmtpdIsPossible()
describe.skipIf(!opensmtpd.ok)(`a real OpenSMTPD${opensmtpd.ok ? '' : `: ${opensmtpd.why}`}`, () => {
  test.each([[false], [true]])('is seen as it is (open relay: %s), also that TLS is broken where OpenSSL 3 breaks it', async (isOpenRelay) => {
    const files = await place('opensmtpd', authority.issue(HOST, undefined, 'rsa'), 0o600)
    const lab = await startOpensmtpd({ hostName: HOST, domain: DOMAIN, mailboxes: MAILBOXES, ...files, isOpenRelay })
    try {
      // OpenSMTPD 6.8 of Debian 12 cannot sign with OpenSSL 3 (its issues 1171 and 1239); later ones can. Another program is the witness.
      const hasTls = await speaksTls(lab.smtpsPort)
      const [onSmtp, onSubmission, onSmtps] = await look(exchange(lab.smtpPort), submission(lab.submissionPort), smtps(lab.smtpsPort))
      const broken: Partial<Record<CheckId, CheckState>> = hasTls ? {} : { 'starttls-works': 'fail', certificate: 'unknown' }
      expect(faultsOf(onSmtp)).toEqual({ ...broken, ...(isOpenRelay ? { 'refuses-relaying': 'fail' } : {}) })
      expect(faultsOf(onSubmission)).toEqual(broken)
      expect(faultsOf(onSmtps)).toMatchObject(hasTls ? {} : { 'implicit-tls': 'fail' })
    } finally {
      await lab.stop()
    }
  })
})

const withoutSubmission = await missingPackages(['dovecot-submissiond'], process.cwd())
describe.skipIf(!real.ok || withoutSubmission.length > 0)(`a real Dovecot for submission${withoutSubmission.length > 0 ? ': the Debian package dovecot-submissiond is not installed' : ''}`, () => {
  test.each([[false, {}], [true, { 'auth-only-over-tls': 'fail' }]])('is seen as it is (logins before TLS: %s)', async (takesPlainLogins, faults) => {
    const files = await place('dovecot', authority.issue(HOST))
    const [port, tlsPort] = [await freePort(), await freePort()]
    const dovecot = await startDovecotInstance({ [`info@${DOMAIN}`]: 'secret' }, { hostName: HOST, port, tlsPort, relayPort: 9, takesPlainLogins, ...files })
    try {
      const [onSubmission, onSmtps] = await look(submission(port), smtps(tlsPort))
      expect(faultsOf(onSubmission)).toEqual(faults)
      expect(faultsOf(onSmtps)).toEqual({})
    } finally {
      await dovecot.stop()
    }
  })
})

/** Whether openssl(1) gets through a handshake. */
function speaksTls(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = execFile('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-quiet', '-verify_quiet'], { timeout: 10_000 }, (_error, stdout) => resolve(stdout.includes('220 ')))
    child.stdin?.on('error', () => {}).end('QUIT\r\n')
  })
}
