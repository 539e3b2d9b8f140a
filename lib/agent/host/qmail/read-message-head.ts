import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { textOf } from './read-envelope.ts'

/** What the top of a stored message says about how it came, before anything a stranger wrote. */
export type MessageHead = {
  size: number
  /** mtime of the mess file: when qmail-queue had it whole. Never changes, unlike the mtime of info. */
  arrivedMs: number
  /** Pid of qmail-queue, the `qp` of the logs. */
  qp: number | null
  how: 'network' | 'uid' | 'alias' | 'bounce' | 'unknown'
  uid: number | null
  /** The name in qmail-smtpd's own Received line. Can be forged by `MAIL FROM:<…> AUTH=…` without a login. */
  claimed: string | null
  clientIp: string | null
}

/** Reads at most 2 KiB of one mess file. Null when the file is gone. */
export function readMessageHead(path: string): MessageHead | null {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    const { size, mtimeMs } = fstatSync(file)
    const length = readSync(file, BLOCK, 0, BLOCK.length, 0)
    return { size, arrivedMs: Math.floor(mtimeMs), ...parseTop(textOf(BLOCK.subarray(0, length))) }
  } finally {
    closeSync(file)
  }
}

const BLOCK = Buffer.alloc(2048)
const TOP = /^Received: \(qmail (\d+) invoked (from network|by uid (\d+)|by alias|for bounce)\)/
const FROM = /^Received: from .* \((?:([^()\s]*)@)?([0-9a-fA-F.:]+)\)$/
// sagredo's qmail leaves host and address out for clients that logged in, and says so behind `with`.
const AUTHENTICATED = /^Received: \(HELO [^()]*\) \(([^()\s]+)\)$/

/**
 * Only the line right below qmail-queue's own counts: qmail-smtpd puts it there, everything further down is the
 * client's. The name in it needs an `@` of its own, else it is an ident answer.
 */
export function parseTop(text: string): Omit<MessageHead, 'size' | 'arrivedMs'> {
  const [first = '', second = '', third = ''] = text.split('\n', 3)
  const top = TOP.exec(first)
  const how = howOf(top?.[2])
  const base = { qp: top ? Number(top[1]) : null, how, uid: top?.[3] ? Number(top[3]) : null }

  const from = FROM.exec(second)
  if (from) return { ...base, claimed: accountIn(from[1]), clientIp: from[2] ?? null }
  const own = AUTHENTICATED.exec(second)
  const isSaidAuthenticated = /\bwith E?SMTPS?A\b|\bauthenticated\)/.test(third)
  return { ...base, claimed: own && isSaidAuthenticated ? accountIn(own[1]) : null, clientIp: null }
}

function howOf(text: string | undefined): MessageHead['how'] {
  if (text === 'from network') return 'network'
  if (text === 'by alias') return 'alias'
  if (text === 'for bounce') return 'bounce'
  return text?.startsWith('by uid') ? 'uid' : 'unknown'
}

function accountIn(name: string | undefined): string | null {
  return name?.includes('@') ? name.toLowerCase() : null
}
