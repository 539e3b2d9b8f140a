'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useSyncExternalStore } from 'react'
import { StateShape } from './state-shape.tsx'
import { toastList, type Toast } from './toast-list.ts'

const NONE: readonly Toast[] = []

/** The place where answers to acts appear; once per frame, read out by screen readers. */
export function Toasts() {
  const toasts = useSyncExternalStore(toastList.subscribe, toastList.read, () => NONE)
  useEffect(() => {
    if (toasts.length === 0) return
    const timer = setInterval(() => toastList.sweep(Date.now()), 250)
    return () => clearInterval(timer)
  }, [toasts.length])

  return (
    <div role="status" aria-live="polite" data-print="no" className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-[calc(100vw-32px)] max-w-90 flex-col gap-2 max-md:bottom-16">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const t = useTranslations('ui')

  return (
    <div className="pointer-events-auto flex items-start gap-2.5 rounded-control border border-line-strong bg-raised px-3 py-2 shadow-float">
      <StateShape tone={toast.tone} size={10} className="mt-1.5" />
      <div className="min-w-0 flex-1">
        <p className="font-strong">{toast.title}</p>
        {toast.about && <p className="text-label text-text-3">{toast.about}</p>}
      </div>
      {toast.undo ? (
        <button
          type="button"
          className="font-strong text-accent hover:underline"
          onClick={() => {
            void toast.undo?.run()
            toastList.close(toast.id)
          }}
        >
          {toast.undo.word}
        </button>
      ) : (
        <button type="button" aria-label={t('close')} className="rounded-tag p-1 text-text-3 hover:text-text" onClick={() => toastList.close(toast.id)}>
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  )
}
