import { userInfo } from 'node:os'
import type { Actor } from '../audit/actor.ts'

/** Whoever runs this program, as the one who acts: known by his login on this machine. */
export function shellActor(): Actor {
  return { kind: 'shell', login: loginOfProcess() }
}

function loginOfProcess(): string {
  try {
    return userInfo().username
  } catch {
    // A user without an entry in passwd, as in some containers.
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
