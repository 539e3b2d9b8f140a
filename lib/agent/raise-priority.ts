import { setPriority } from 'node:os'

/** Ahead of the mail server's own processes, behind what the kernel and an admin's shell may need (setpriority(2)). */
const NICENESS = -10

/**
 * In a burst the mail server's processes wait for every core, and each turn that the agent waits among them lets a mail
 * of the abuser in: the agent and the programs it starts go first. An ordinary user may not, and goes on as he is.
 */
export function raisePriority(): void {
  try {
    setPriority(NICENESS)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SYSTEM_ERROR')) throw error
  }
}
