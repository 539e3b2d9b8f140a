import type { StoryDesk } from './story-desk.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'

/** kill -9 of web and worker at once. Answers as soon as both are dead; `comesBack` waits until both work again. */
export async function killDesk(desk: StoryDesk): Promise<{ comesBack(): Promise<void> }> {
  const killed = desk.programs.map((program) => ({ program, pid: program.pid }))
  for (const { pid } of killed) if (pid !== undefined) process.kill(pid, 'SIGKILL')
  await waitUntil('both are dead', () => killed.every(({ program, pid }) => program.pid !== pid), { everyMs: 5 })

  const isBack = async () => killed.every(({ program }) => program.isRunning) && (await isAnswering(desk.url))
  return { comesBack: () => waitUntil('both are back', isBack, { withinMs: 60_000, everyMs: 50 }).then(() => undefined) }
}

async function isAnswering(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/health`).catch(() => null)
  return answer?.ok === true
}
