import { watch } from 'node:fs'

/**
 * Watches one folder by inotify. `changed()` resolves when something in it changed since the last call, after
 * `atLatestMs` (file systems without inotify, a lost event), or when the signal aborts.
 */
export function watchFolder(folder: string, concerns: (name: string) => boolean, signal: AbortSignal) {
  let isChanged = false
  let wake = () => {}
  const noteChange = () => {
    isChanged = true
    wake()
  }
  const watcher = watch(folder, (_kind, name) => {
    if (name === null || concerns(name)) noteChange()
  })
  // A watcher that fails (too many watches) leaves the timer below, which finds the change one tick later.
  watcher.on('error', noteChange)
  signal.addEventListener('abort', noteChange, { once: true })

  const changed = async (atLatestMs: number): Promise<void> => {
    if (!isChanged && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, atLatestMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    isChanged = false
    wake = () => {}
  }
  const stop = () => {
    signal.removeEventListener('abort', noteChange)
    watcher.close()
  }
  return { changed, stop }
}
