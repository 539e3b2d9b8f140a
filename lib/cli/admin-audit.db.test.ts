import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { userInfo } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { withTestDatabase } from '../setup/test-database.ts'

const MAIN = path.resolve(import.meta.dirname, 'main.ts')

async function relayward(url: string, args: string[], input = ''): Promise<{ code: number; said: string }> {
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'test', PATH: process.env.PATH, DATABASE_URL: url, RELAYWARD_SECRET: 's'.repeat(40) }
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['pipe', 'ignore', 'pipe'] })
  child.stdin.end(input)
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>])
  return { code, said }
}

test('what an admin does in a shell stands in the audit under his login there', { timeout: 60_000 }, async () => {
  const { db, url } = await withTestDatabase()
  const customers = JSON.stringify([{ number: '10417', name: 'Muster', language: 'de', contacts: [], accounts: [], domains: ['baeckerei.example'] }])
  const acts: [string[], string][] = [
    [['admin', 'hosts', 'add', 'mx01', '--kind', 'postfix', '--url', 'https://127.0.0.1:1'], ''],
    [['admin', 'hosts', 'revoke', 'mx01'], ''],
    [['admin', 'users', 'add', '--email', 'mk@desk.example', '--name', 'MK', '--role', 'support'], 'a password for one test only\n'],
    [['admin', 'customers', 'import', '-'], customers],
  ]
  for (const [args, input] of acts) expect(await relayward(url, args, input)).toMatchObject({ code: 0 })

  const rows = await db.audit.findMany({ orderBy: { id: 'asc' }, select: { actor: true, action: true, userId: true } })
  const actor = `shell ${userInfo().username}`
  expect(rows).toEqual(['host: add', 'host: revoke', 'user: add', 'customers: import'].map((action) => ({ actor, action, userId: null })))
})
