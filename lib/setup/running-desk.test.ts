import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { identityOf, isAlive } from './process-identity.ts'
import { claimDesk, findRunningDesk } from './running-desk.ts'

const quiet = () => undefined

test('of two starts at the same instant one wins, and the other learns where the desk answers', async () => {
  const state = await stateFolder()
  const claims = await Promise.all([claimDesk(state, quiet), claimDesk(state, quiet)])
  const winner = claims.find((claim) => claim !== undefined)
  expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1)
  await winner?.tell({ url: 'http://localhost:3000' })
  expect((await findRunningDesk(state))?.url).toBe('http://localhost:3000')
  await winner?.release()
})

test('after a clean stop the next start may begin', async () => {
  const state = await stateFolder()
  await (await claimDesk(state, quiet))?.release()
  expect(await findRunningDesk(state)).toBeUndefined()
  const again = await claimDesk(state, quiet)
  expect(again).toBeDefined()
  await again?.release()
})

test('what a killed start left running is ended by the next one', async () => {
  const state = await stateFolder()
  const left = spawn('sleep', ['60'], { stdio: 'ignore' })
  const identity = await identityOf(left.pid as number)
  await killedStarter(state, identity)
  const said: string[] = []
  const claim = await claimDesk(state, (line) => said.push(line))
  expect(await isAlive(identity as NonNullable<typeof identity>)).toBe(false)
  expect(said.join()).toContain(`ending process ${left.pid}`)
  await claim?.release()
})

test('a later process that got the same number is left alone', async () => {
  const state = await stateFolder()
  const other = spawn('sleep', ['60'], { stdio: 'ignore' })
  onTestFinished(() => void other.kill())
  await killedStarter(state, { pid: other.pid as number, startedAt: '1' })
  await (await claimDesk(state, quiet))?.release()
  expect(await identityOf(other.pid as number)).toBeDefined()
})

/** Claims the folder in another process, writes the child down and dies by SIGKILL. */
async function killedStarter(state: string, child: unknown): Promise<void> {
  const file = JSON.stringify(path.join(import.meta.dirname, 'running-desk.ts'))
  const script = `const { claimDesk } = await import(${file});
    const claim = await claimDesk(${JSON.stringify(state)}, () => {});
    claim.addChild(${JSON.stringify(child)}); await claim.tell({});
    process.kill(process.pid, 'SIGKILL')`
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })
  await new Promise((resolve) => starter.once('exit', resolve))
}

async function stateFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'relayward-state-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
