import type { Tone } from './state-shape.tsx'

/** What an act answered. With `undo`, it can be taken back until `undoUntil` (epoch ms, the server's word). */
export type Toast = {
  id: string
  tone: Tone
  title: string
  about?: string | undefined
  undo?: { word: string; run: () => void | Promise<void> } | undefined
  /** Epoch ms at which it leaves by itself; errors stay until closed. */
  endsAt: number | null
}

type Listener = () => void

/** A list of toasts outside React, so that any code of the page can say something. */
export function makeToastList() {
  let toasts: readonly Toast[] = []
  const listeners = new Set<Listener>()

  function set(next: readonly Toast[]): void {
    toasts = next
    for (const listener of listeners) listener()
  }

  return {
    subscribe(listener: Listener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read: (): readonly Toast[] => toasts,
    /** Shows a toast; one with the same id is replaced. At most four are seen, the oldest goes first. */
    show: (toast: Toast): void => set([...toasts.filter((one) => one.id !== toast.id), toast].slice(-4)),
    close: (id: string): void => set(toasts.filter((one) => one.id !== id)),
    /** Removes those whose time is over. */
    sweep(now: number): void {
      const left = toasts.filter((one) => one.endsAt === null || one.endsAt > now)
      if (left.length !== toasts.length) set(left)
    },
  }
}

export const toastList = makeToastList()
