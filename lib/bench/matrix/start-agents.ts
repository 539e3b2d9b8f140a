import { fork, type ChildProcess } from 'node:child_process'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeRequest } from '../../agent/certificates/certificate-request.ts'
import type { Db } from '../../db.ts'
import { signAgentRequest } from '../../hosts/certificates.ts'
import { openDeskKeys } from '../../hosts/open-desk-keys.ts'
import type { FakeConfig, FakeWord } from './fake-agents.ts'

const DRAINED_WITHIN_MS = 300_000

export type AgentsRig = { db: Db; secret: string; receivers: string[]; everyMs: number }

/** Starts the faked agents of all hosts in a process of their own and points the desk at them. */
export async function startAgents({ db, secret, receivers, everyMs }: AgentsRig) {
  const now = new Date()
  const keys = await openDeskKeys(db, secret, now)
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const names = (await db.host.findMany({ where: { revokedAt: null }, select: { name: true } })).map(({ name }) => name)
  const certificates = Object.fromEntries(names.map((name) => [name, signAgentRequest(keys.ca, makeRequest(name, createPrivateKey(keyPem)), name, now).certificatePem]))
  const config: FakeConfig = { caPem: keys.ca.certificatePem, keyPem, certificates, receivers, everyMs }

  const child = fork(path.join(import.meta.dirname, 'fake-agents.ts'), { execArgv: process.execArgv })
  child.send(config)
  const { port } = await nextWord(child, 'ready')
  await db.host.updateMany({ where: { revokedAt: null }, data: { agentUrl: `https://127.0.0.1:${port}`, lastReadAt: new Date() } })
  const told = async () => {
    const answer = nextWord(child, 'told')
    child.send('ask')
    return answer
  }
  return {
    child, told, hosts: names.length,
    end: () => child.disconnect(),
    /** Tells no more, and waits until all that was told is stored. */
    async drain() {
      child.send('stop')
      const until = performance.now() + DRAINED_WITHIN_MS
      for (let left = (await told()).untold; left > 0; left = (await told()).untold) {
        if (performance.now() > until) throw new Error(`${left} tellings were not stored within ${DRAINED_WITHIN_MS / 1000} s`)
        await wait(200)
      }
    },
  }
}

function nextWord<K extends FakeWord['kind']>(child: ChildProcess, kind: K): Promise<Extract<FakeWord, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const end = () => {
      child.off('message', hear)
      child.off('exit', fail)
    }
    const hear = (word: FakeWord) => {
      if (word.kind !== kind) return
      end()
      resolve(word as Extract<FakeWord, { kind: K }>)
    }
    const fail = () => {
      end()
      reject(new Error('the faked agents ended'))
    }
    child.on('message', hear)
    child.on('exit', fail)
  })
}
