import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import * as z from 'zod'
import { createMailHost, stateFolderOf } from '../agent/host/create-mail-host.ts'
import type { MailHost, RelayState } from '../agent/host/mail-host.ts'
import { withFileLock } from '../agent/host/postfix/with-file-lock.ts'
import { queueId } from '../protocol/primitives.ts'
import type { StandingState } from '../protocol/standing-orders.ts'
import { HOST_USAGE, readHostCall, WrongUse, type HostCall } from './host-arguments.ts'
import { hostMemory } from './host-memory.ts'
import { moveHostMessages, type MoveAnswer } from './move-host-messages.ts'
import { table } from './table.ts'

/** `relayward host …`: a mail server driven from its own shell, also when the desk is down. Answers the exit code. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) return print(HOST_USAGE)
  try {
    return await runCall(readHostCall(args))
  } catch (error) {
    process.stderr.write(error instanceof WrongUse ? `${error.message}\n\n${HOST_USAGE}` : `${sentenceOf(error)}\n`)
    return error instanceof WrongUse ? 2 : 1
  }
}

async function runCall(call: HostCall): Promise<number> {
  const host = await openHost(call)
  switch (call.verb) {
    case 'find':
      return find(host, call)
    case 'quarantine':
    case 'release':
    case 'delete': {
      const { verb } = call
      const memory = hostMemory(join(stateOf(call), 'tools'))
      return printMoves(await withFileLock(memory.lockPath, () => moveHostMessages(host, memory, verb, call, readIds)), call)
    }
    case 'lock':
    case 'unlock':
      return changeRelay(host, call, call.verb === 'lock' ? 'locked' : 'open')
    case 'status':
      return status(host, call)
  }
}

function openHost(call: HostCall): Promise<MailHost> {
  switch (call.mta) {
    case 'postfix':
      return createMailHost('postfix', { configDirectory: call.root, log: call.logs[0], stateFolder: stateOf(call) })
    case 'qmail':
      return createMailHost('qmail', { root: call.root, logs: call.logs, serviceFolder: call.service, vpopmailBin: call.vpopmail, store: call.state })
  }
}

/** qmail's own records lie on the queue's file system; what the tools remember lies beside them. */
function stateOf(call: HostCall): string {
  if (call.state !== undefined) return call.state
  return call.mta === 'postfix' ? stateFolderOf(call.root) : join(call.root ?? '/var/qmail', 'relayward')
}

async function find(host: MailHost, call: HostCall): Promise<number> {
  const messages = await host.find({ account: call.account ?? '' })
  if (call.json) return print(`${JSON.stringify({ messages })}\n`)
  const rows = messages.map(({ id, place, arrivedAt, size, sender, recipients, witnesses }) => ({
    id, place, arrived: arrivedAt, size, sender: sender === '' ? '<>' : sender, recipients: recipients.length, witness: witnesses.join(' '),
  }))
  return print(table(rows))
}

function printMoves(answer: MoveAnswer, call: HostCall): number {
  if (call.json) print(`${JSON.stringify(answer)}\n`)
  else {
    const counts = { batch: answer.batch, moved: answer.moved.length, already: answer.already.length, failed: answer.failed.length }
    print(`${answer.dryRun ? 'Nothing was changed; this would be done:\n' : ''}${table([counts])}`)
    if (answer.failed.length > 0) print(table(answer.failed.map(({ id, reason, detail }) => ({ id, reason, detail: detail ?? null }))))
  }
  return answer.failed.length > 0 ? 1 : 0
}

async function changeRelay(host: MailHost, call: HostCall, state: RelayState): Promise<number> {
  const account = call.account ?? ''
  if (!call['dry-run']) await host.setRelay(account, state)
  const found = call['dry-run'] ? state : await host.relay(account)
  printStanding([standingOf(account, found)], call)
  return found === state ? 0 : 1
}

async function status(host: MailHost, call: HostCall): Promise<number> {
  if (call.account !== undefined) {
    printStanding([standingOf(call.account, await host.relay(call.account))], call)
    return 0
  }
  const standing = [...(await host.restrictedAccounts())].map(([account, state]) => standingOf(account, state))
  const queue = await host.queue()
  if (call.json) return print(`${JSON.stringify({ standing, queue })}\n`)
  printStanding(standing, call)
  return print(`\n${table([{ ...queue }])}`)
}

/** As an agent tells the desk; version 0, because no standing order stands behind a change from the shell. */
function standingOf(account: string, found: RelayState): StandingState {
  return { kind: 'relay', key: account, version: 0, found, agentLockId: null, at: new Date().toISOString() }
}

function printStanding(standing: StandingState[], call: HostCall): void {
  if (call.json) print(`${JSON.stringify({ standing, ...(call['dry-run'] ? { dryRun: true } : {}) })}\n`)
  else print(`${call['dry-run'] ? 'Nothing was changed; this would hold:\n' : ''}${table(standing.map(({ key, found }) => ({ account: key, relay: found })))}`)
}

async function readIds(): Promise<string[]> {
  const ids = (await text(process.stdin)).split(/\s+/).filter((id) => id !== '')
  const parsed = z.array(queueId).safeParse(ids)
  if (!parsed.success) throw new WrongUse('standard input holds what is no queue id')
  return parsed.data
}

function print(words: string): number {
  process.stdout.write(words)
  return 0
}

function sentenceOf(error: unknown): string {
  const said: string[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) said.push(cause.message)
  return said.join(': ')
}
