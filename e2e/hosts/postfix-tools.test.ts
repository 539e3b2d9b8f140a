import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { queuedMessage } from '../../lib/protocol/messages.ts'
import { standingState } from '../../lib/protocol/standing-orders.ts'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { makeMails } from './mail-host.contract.ts'
import { startPostfixLab } from './postfix-lab.ts'
import { runTool } from './run-tool.ts'

const possible = realServersArePossible()
const found = z.strictObject({ messages: z.array(queuedMessage) })
const moves = z.looseObject({ batch: z.uuid(), moved: z.array(z.string()), already: z.array(z.string()), failed: z.array(z.looseObject({ id: z.string(), reason: z.string() })) })
const standing = z.looseObject({ standing: z.array(standingState) })

describe.skipIf(!possible.ok)(`relayward host on Postfix${possible.ok ? '' : ` (not run: ${possible.why})`}`, { timeout: 120_000 }, () => {
  let lab: Awaited<ReturnType<typeof startPostfixLab>>
  let state = ''
  beforeAll(async () => {
    lab = await startPostfixLab()
    state = await mkdtemp(join(tmpdir(), 'relayward-tools-'))
  })
  afterAll(async () => {
    await lab.stop()
    await rm(state, { recursive: true })
  })
  const host = (...args: string[]) => runTool(['host', ...args, '--mta', 'postfix', '--root', lab.postfix.configDirectory, '--state', state, '--json'])
  const readAs = <T extends z.ZodType>(schema: T, { stdout }: { stdout: string }): z.output<T> => schema.parse(JSON.parse(stdout))

  test('a batch goes into quarantine by account and comes back by its batch, and a dry run changes nothing', async () => {
    const account = lab.newAccount()
    await lab.send(account, makeMails(3, 'dead.example'))
    const ids = readAs(found, await host('find', '--account', account.name)).messages.map(({ id }) => id)
    expect(ids).toHaveLength(3)

    const planned = readAs(moves, await host('quarantine', '--account', account.name, '--dry-run'))
    expect(new Set(planned.moved)).toEqual(new Set(ids))
    expect(readAs(found, await host('find', '--account', account.name)).messages.map(({ place }) => place)).toEqual(['deferred', 'deferred', 'deferred'])

    const done = await host('quarantine', '--account', account.name)
    const { batch, moved, failed } = readAs(moves, done)
    expect({ code: done.code, moved: new Set(moved), failed }).toEqual({ code: 0, moved: new Set(ids), failed: [] })
    const released = readAs(moves, await host('release', '--batch', batch))
    expect(new Set(released.moved)).toEqual(new Set(ids))
    expect(readAs(found, await host('find', '--account', account.name)).messages.some(({ place }) => place === 'quarantine')).toBe(false)
  })

  test('what is not in quarantine is not deleted, and the tool exits with 1', async () => {
    const account = lab.newAccount()
    await lab.send(account, makeMails(1, 'dead.example'))
    const [message] = readAs(found, await host('find', '--account', account.name)).messages
    const refused = await host('delete', '--id', `${message?.id},4jYSc22Q1dzKjpV`)
    expect(refused.code).toBe(1)
    expect(readAs(moves, refused).failed.map(({ reason }) => reason).toSorted()).toEqual(['not-found', 'not-ours'])
    expect(await lab.copies(message?.id ?? '')).toHaveLength(1)
  })

  test('an account is locked, shown and unlocked', async () => {
    const account = lab.newAccount()
    const stateOf = async (verb: string) => readAs(standing, await host(verb, '--account', account.name)).standing.map(({ key, found: state }) => [key, state])
    expect(await stateOf('lock')).toEqual([[account.name, 'locked']])
    expect(await stateOf('status')).toEqual([[account.name, 'locked']])
    expect(readAs(standing, await host('status')).standing.map(({ key }) => key)).toContain(account.name)
    expect(await stateOf('unlock')).toEqual([[account.name, 'open']])
  })

  test('mail of a local program belongs to its uid, and only its mail can be locked away, not the uid', async () => {
    const mail = 'Subject: from a script\n\nhello\n'
    await new Promise<void>((resolve, reject) => {
      const child = execFile('/usr/sbin/sendmail', ['-C', lab.postfix.configDirectory, '-f', 'ceo@bank.example', '-i', '--', 'r@dead.example'], (error) => (error ? reject(error) : resolve()))
      child.stdin?.end(mail)
    })
    const driver = await lab.openHost()
    const [message] = await waitUntil('the mail of root is found', async () => {
      const messages = await driver.find({ account: 'uid:root@mail1' })
      return messages.length > 0 ? messages : null
    })
    expect(message).toMatchObject({ sender: 'ceo@bank.example', account: 'uid:root@mail1', witnesses: ['uid'] })
    await expect(driver.setRelay('uid:root@mail1', 'locked')).rejects.toThrow('local programs cannot be locked')
  })

  test('wrong use exits with 2 and says what is wrong', async () => {
    expect(await runTool(['host', 'lock', '--mta', 'postfix'])).toMatchObject({ code: 2, stderr: expect.stringContaining('name the account') })
    expect(await host('release', '--batch', '00000000-0000-4000-8000-000000000000')).toMatchObject({ code: 2, stderr: expect.stringContaining('not known here') })
  })
})
