import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EVERY_MS = 1000

/** Reads the page anew every second while something goes on that no change row tells of. */
export function useLookAgain(isGoingOn: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (!isGoingOn) return
    const timer = setInterval(() => router.refresh(), EVERY_MS)
    return () => clearInterval(timer)
  }, [isGoingOn, router])
}
