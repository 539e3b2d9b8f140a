type RefresherOptions = { refresh: () => void; isHidden: () => boolean; afterMs?: number; everyMs?: number }

/**
 * Reads a page anew soon after news, but not more often than once per `everyMs`, and not while nobody sees it: news of
 * a burst come by the hundred, and a hidden page is read once when it is looked at again.
 */
export function makeRefresher({ refresh, isHidden, afterMs = 200, everyMs = 1000 }: RefresherOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastAt = 0
  let isOwed = false

  function run() {
    timer = undefined
    if (isHidden()) {
      isOwed = true
      return
    }
    isOwed = false
    lastAt = Date.now()
    refresh()
  }

  function want() {
    timer ??= setTimeout(run, Math.max(afterMs, lastAt + everyMs - Date.now()))
  }

  return {
    want,
    /** The page is looked at again. */
    wake: () => void (isOwed && !isHidden() && want()),
    stop: () => clearTimeout(timer),
  }
}
