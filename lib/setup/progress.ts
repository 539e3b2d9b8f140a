import { performance } from 'node:perf_hooks'

/** Tells a person what is being done, how long it took, and what to do when it failed. */
export interface Progress {
  say: (line: string) => void
  /**
   * Runs one step: its name at the start, the time it took at the end. The work may return a few words for the end.
   *
   * @param cure what to do when it fails, in a sentence
   */
  step: <T>(name: string, work: () => Promise<T>, cure?: string) => Promise<T>
}

/** A step that failed, with what to do about it. */
export class StepError extends Error {}

/** @param signal once it is aborted, no further step begins */
export function openProgress(signal?: AbortSignal, stream: NodeJS.WritableStream = process.stderr): Progress {
  const say = (line: string) => void stream.write(`${line}\n`)
  const step = async <T>(name: string, work: () => Promise<T>, cure?: string): Promise<T> => {
    if (signal?.aborted) throw new StepError('Stopped before it was up.')
    const begun = performance.now()
    say(`• ${name} …`)
    try {
      const result = await work()
      const words = typeof result === 'string' ? `${result}, ` : ''
      say(`  ${words}${seconds(begun)}`)
      return result
    } catch (cause) {
      say(`  failed after ${seconds(begun)}`)
      const why = cause instanceof Error ? cause.message : String(cause)
      throw cause instanceof StepError ? cause : new StepError(`${name}: ${why}${cure ? `\n${cure}` : ''}`, { cause })
    }
  }
  return { say, step }
}

function seconds(begun: number): string {
  return `${((performance.now() - begun) / 1000).toFixed(1)} s`
}

/** Ends a command after a failure: the words of a failed step, or the whole stack of anything unforeseen. */
export function endWithError(thrown: unknown, stream: NodeJS.WritableStream = process.stderr): void {
  const words = thrown instanceof StepError ? thrown.message : ((thrown as Error).stack ?? String(thrown))
  stream.write(`\n${words}\n`)
  process.exitCode = 1
}
