import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** False while the server draws and the browser takes that over, true from then on. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(never, () => true, () => false)
}
