import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describePostfix } from '../../lib/agent/host/postfix/postfix-options.ts'
import { applySetup, planSetup } from '../../lib/agent/host/postfix/setup.ts'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { freePort } from '../lab/free-port.ts'
import { startPostfix, type PostfixLab } from '../lab/postfix-instance.ts'
import { runTool } from './run-tool.ts'

const lab = realServersArePossible()

describe.skipIf(!lab.ok)(`the set-up of a Postfix host${lab.ok ? '' : ` (not run: ${lab.why})`}`, () => {
  let postfix: PostfixLab
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'relayward-setup-test-'))
    const port = await freePort()
    postfix = await startPostfix({
      hostName: 'mail1.provider.example',
      authSocket: join(folder, 'no-auth'),
      mailFolder: folder,
      mailboxes: ['abuse@provider.example'],
      routes: {},
      settings: { smtpd_sender_restrictions: 'reject_non_fqdn_sender, reject_unknown_sender_domain', smtpd_restriction_classes: 'theirs', theirs: 'permit', enable_long_queue_ids: 'no' },
      services: `127.0.0.1:${port} inet n - n - - smtpd\n  -o smtpd_sender_restrictions=permit_sasl_authenticated,reject\n`,
    })
  })
  afterAll(async () => {
    await postfix.stop()
    await rm(folder, { recursive: true })
  })

  test('the plan changes nothing, and shows what it would put before what was there', async () => {
    const before = await readFile(join(postfix.configDirectory, 'main.cf'), 'utf8')
    const plan = await planSetup(await describePostfix({ configDirectory: postfix.configDirectory }))

    expect(await readFile(join(postfix.configDirectory, 'main.cf'), 'utf8')).toBe(before)
    expect(plan.diff).toContain('-smtpd_sender_restrictions = reject_non_fqdn_sender, reject_unknown_sender_domain')
    expect(plan.diff).toContain(`+smtpd_sender_restrictions = check_sasl_access lmdb:${postfix.configDirectory}/relayward_accounts, reject_non_fqdn_sender, reject_unknown_sender_domain`)
    expect(plan.diff).toContain('+smtpd_restriction_classes = theirs, relayward_locked')
    expect(plan.diff).toMatch(/\+ +-o smtpd_sender_restrictions=check_sasl_access,lmdb:\S+,permit_sasl_authenticated,reject/)
    expect(plan.findings).toEqual([])
  })

  test('the tool shows the diff and exits with 1, and applies only when told to', async () => {
    const shown = await runTool(['agent', 'setup', '--mta', 'postfix', '--config', postfix.configDirectory])
    expect(shown).toMatchObject({ code: 1, stdout: expect.stringContaining('Apply it with --apply') })
    const applied = await runTool(['agent', 'setup', '--mta', 'postfix', '--config', postfix.configDirectory, '--apply'])
    expect(applied).toMatchObject({ code: 0, stdout: expect.stringContaining('Applied.') })
    const again = await runTool(['agent', 'setup', '--mta', 'postfix', '--config', postfix.configDirectory])
    expect(again).toEqual({ code: 0, stdout: 'The configuration needs no change.\n', stderr: '' })
    expect(await runTool(['agent', 'setup', '--mta', 'sendmail'])).toMatchObject({ code: 2 })
    expect((await postfix.tool('postconf', ['-h', 'enable_long_queue_ids'])).trim()).toBe('yes')
  })

  test('a configuration that Postfix refuses is put back', async () => {
    const instance = await describePostfix({ configDirectory: postfix.configDirectory })
    const path = join(postfix.configDirectory, 'main.cf')
    const before = await readFile(path, 'utf8')
    const broken = { diff: '', findings: [], files: [{ path, text: `${before}\ninet_interfaces = no.such.interface.example\nqueue_directory = /nonexistent/queue\n` }] }

    await expect(applySetup(instance, broken)).rejects.toThrow('the old one is back')
    expect(await readFile(path, 'utf8')).toBe(before)
  })

  test('a host without lmdb is told which package is missing', async () => {
    const instance = await describePostfix({ configDirectory: postfix.configDirectory })
    const postconf = join(folder, 'postconf')
    await writeFile(postconf, '#!/bin/sh\necho "static pipemap texthash"\n', { mode: 0o755 })
    await expect(planSetup({ ...instance, run: { ...instance.run, postconf } })).rejects.toThrow('install postfix-lmdb')
  })
})
