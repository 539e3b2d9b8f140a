/** What a work came to, or something else when a signal ends it before. */
export function unlessEnded<T>(work: Promise<T>, signal: AbortSignal, instead: T): Promise<T> {
  if (signal.aborted) return Promise.resolve(instead)
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(instead)
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
