import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { diskFiles } from '../../lib/agent/configuration/disk-files.ts'
import { applyCure } from '../../lib/configurations/apply-cure.ts'
import { parseExim } from '../../lib/configurations/exim/parse-exim.ts'
import { filesFromTexts } from '../../lib/configurations/files-from-texts.ts'
import { lintConfiguration } from '../../lib/configurations/lint-configuration.ts'
import { expandFor, filesIn, openPostfix } from '../../lib/configurations/postfix/postfix-host.ts'
import { readSamples } from '../../lib/configurations/samples-for-tests.ts'
import { underEtc } from '../../lib/demo/mail-servers/under-etc.ts'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { unpackedFolder } from '../../lib/setup/debian-packages.ts'
import { eximIsPossible } from '../lab/exim-instance.ts'
import { startPostfix, type PostfixLab } from '../lab/postfix-instance.ts'
import { runTool } from './run-tool.ts'

const lab = realServersArePossible()
const exim = eximIsPossible()
const samples = readSamples()
/** Postfix cannot use a master.cf with CRLF; postconf, unlike its daemons, does not understand `-oname=value`. */
const ofPostfix = samples.filter(({ texts, name }) => texts.has('/etc/postfix/main.cf') && ![...texts.values()].some((text) => text.includes('\r')) && name !== 'postfix-glued-o')
const ofExim = samples.filter(({ texts, name }) => texts.has('/etc/exim4/exim4.conf') && !name.includes('include'))

describe.skipIf(!lab.ok)(`main.cf and master.cf as Postfix reads them${lab.ok ? '' : ` (not run: ${lab.why})`}`, () => {
  let folder = ''
  beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'relayward-lint-'))))
  afterAll(() => rm(folder, { recursive: true }))

  test.each(ofPostfix)('$name', async ({ root, texts }) => {
    const etc = path.join(folder, 'postfix')
    // postconf reads a file again and again that is younger than a second.
    await cp(path.join(root, 'etc/postfix'), etc, { recursive: true, preserveTimestamps: true })
    try {
      const host = openPostfix(filesFromTexts(new Map([...texts].map(([file, text]) => [file.replace('/etc/postfix', etc), text]))), filesIn(etc))
      const parameters = [...(host.main?.parameters.values() ?? [])].filter(({ name, value }) => isTold(name, value, host.main?.parameters.has('default_database_type') ?? false))
      const said = postconf(etc, '-x', ...parameters.map(({ name }) => name)).split('\n').map((line) => line.replace(/\s*=\s*/, '='))
      expect(parameters.map(({ name, value }) => even(`${name}=${expandFor(host, value)}`)).sort()).toEqual(said.map(even).sort())
      const overrides = (host.master?.services ?? []).flatMap((service) => service.overrides.map(({ name, value }) => `${service.name}/${service.type}/${name}=${value}`))
      const theirs = host.master ? postconf(etc, '-P').split('\n').filter((line) => line !== '').map((line) => line.replace(/\s*=\s*/, '=')) : []
      expect([...new Set(overrides)].sort().map(even)).toEqual(theirs.sort().map(even))
    } finally {
      await rm(etc, { recursive: true })
    }
  })
})

describe.skipIf(!exim.ok)(`the configuration as Exim reads it${exim.ok ? '' : ` (not run: ${exim.why})`}`, () => {
  const program = path.join(unpackedFolder(path.resolve(import.meta.dirname, '../..'), 'exim4-daemon-light'), 'usr/sbin/exim4')
  let etc = ''
  beforeAll(async () => {
    etc = await mkdtemp(path.join(tmpdir(), 'relayward-lint-etc-'))
    // The user that Debian's Exim wants to be there.
    for (const [name, line] of [['passwd', 'Debian-exim:x:19431:19431::/var/spool:/bin/false'], ['group', 'Debian-exim:x:19431:']] as const) await writeFile(path.join(etc, name), `${await readFile(`/etc/${name}`, 'utf8')}${line}\n`)
  })
  afterAll(() => rm(etc, { recursive: true }))
  const OPTIONS = ['daemon_smtp_ports', 'tls_on_connect_ports', 'tls_certificate', 'acl_smtp_rcpt', 'local_interfaces']

  test.each(ofExim)('$name', ({ root, texts }) => {
    const parsed = parseExim(filesFromTexts(texts), '/etc/exim4/exim4.conf')
    const [file, args] = underEtc(etc, program, ['-C', path.join(root, 'etc/exim4/exim4.conf'), '-bP', ...OPTIONS])
    const said = execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const theirs = new Map(said.split('\n').filter((line) => line.includes('=')).map((line) => line.split(/\s*=\s*(.*)/s).slice(0, 2) as [string, string]))
    for (const name of OPTIONS) {
      const ours = parsed.options.get(name)?.value
      if (ours !== undefined) expect(`${name} = ${even(ours)}`).toBe(`${name} = ${even(theirs.get(name) ?? '')}`)
    }
  })
})

describe.skipIf(!lab.ok)(`port 465 of a real Postfix${lab.ok ? '' : ` (not run: ${lab.why})`}`, () => {
  const ADDRESS = '127.0.0.1'
  let postfix: PostfixLab
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'relayward-lint-465-'))
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=mx.example', '-keyout', path.join(folder, 'key.pem'), '-out', path.join(folder, 'cert.pem')], { stdio: 'ignore' })
    await writeFile(path.join(folder, 'both.pem'), `${await readFile(path.join(folder, 'key.pem'), 'utf8')}${await readFile(path.join(folder, 'cert.pem'), 'utf8')}`, { mode: 0o600 })
    postfix = await startPostfix({
      hostName: 'mx.example', authSocket: path.join(folder, 'no-auth'), mailFolder: folder, mailboxes: ['abuse@provider.example'], routes: {},
      settings: { enable_long_queue_ids: 'no', smtpd_tls_security_level: 'may', smtpd_sasl_auth_enable: 'no' },
      services: 'tlsmgr unix - - n 1000? 1 tlsmgr\nsmtps inet n - n - - smtpd\n  -o syslog_name=postfix/smtps\n#  -o smtpd_tls_wrappermode=yes\n',
    })
  })
  afterAll(async () => {
    await postfix.stop()
    await rm(folder, { recursive: true })
  })

  const files = () => ['main.cf', 'master.cf'].map((name) => path.join(postfix.configDirectory, name))
  const lint = () => lintConfiguration(diskFiles('/', files()))
  const cure = async (id: string) => {
    const finding = lint().findings.find((each) => each.id === id)
    const texts = new Map(await Promise.all(files().map(async (file) => [file, await readFile(file, 'utf8')] as const)))
    // The certificate that a cure asks for is ours.
    for (const [file, text] of applyCure(texts, finding?.steps ?? [])) await writeFile(file, text.replace('/etc/ssl/private/mail.pem', path.join(folder, 'both.pem')))
    await postfix.reload()
  }

  test('what is called plain text is plain text; cured it speaks TLS, and the host passes', async () => {
    expect(lint().findings.map(({ id }) => id)).toEqual(expect.arrayContaining(['smtps-plain-text', 'short-queue-ids']))
    expect(await greeting(ADDRESS)).toMatch(/^220 mx\.example/)

    await cure('smtps-plain-text')
    expect(lint().findings.map(({ id }) => id)).toContain('smtps-no-certificate')
    // Without a certificate no TLS comes about: the handshake fails.
    await expect(greetingInTls(ADDRESS)).rejects.toThrow()

    await cure('smtps-no-certificate')
    // A process of before the reload may take one more client.
    expect(await vi.waitFor(() => greetingInTls(ADDRESS), { timeout: 60_000, interval: 1_000 })).toMatch(/^220 mx\.example/)

    await cure('short-queue-ids')
    expect(postconf(postfix.configDirectory, '-h', 'enable_long_queue_ids')).toBe('yes')
    expect(await runTool(['lint', ...files(), '--root', '/', '--json'])).toMatchObject({ code: 0, stdout: expect.stringContaining('"findings":[]') })
  })
})

/** Left out are values that Postfix makes out of the machine or out of how it was built, and names that nothing uses. */
function isTold(name: string, value: string, isTypeSet: boolean): boolean {
  return !/\$\{?(alias_maps|compatibility_level|mail_name)/.test(value) && (isTypeSet || !value.includes('default_database_type')) && !/^mua_|^indexed$|^smtps_wrapper$/.test(name)
}

function postconf(folder: string, ...args: string[]): string {
  return execFileSync('postconf', ['-c', folder, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}

/** Blanks that nobody cares for. */
function even(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function greeting(host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(465, host)
    socket.setTimeout(10_000, () => socket.destroy(new Error('no greeting')))
    socket.once('data', (data) => {
      socket.destroy()
      resolve(data.toString())
    })
    socket.once('error', reject)
  })
}

function greetingInTls(host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host, port: 465, rejectUnauthorized: false })
    socket.setTimeout(10_000, () => socket.destroy(new Error('no greeting')))
    socket.once('data', (data) => {
      socket.destroy()
      resolve(data.toString())
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('closed')))
  })
}
