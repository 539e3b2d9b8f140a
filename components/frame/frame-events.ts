/** Asks the frame of this page to open its search or its list of keys, from anywhere in it. */
export type FrameRequest = 'search' | 'help'

const NAME = 'relayward-frame'

export function askFrame(request: FrameRequest): void {
  window.dispatchEvent(new CustomEvent<FrameRequest>(NAME, { detail: request }))
}

/** Listens for `askFrame`; returns how to stop. */
export function onFrameRequest(listener: (request: FrameRequest) => void): () => void {
  const take = (event: Event) => listener((event as CustomEvent<FrameRequest>).detail)
  window.addEventListener(NAME, take)
  return () => window.removeEventListener(NAME, take)
}
