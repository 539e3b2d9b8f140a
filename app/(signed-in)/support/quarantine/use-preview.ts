'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { ActPreviewForDesk } from '../../../../lib/quarantine/quarantine-page-views.ts'
import type { MessageSelection } from '../../../../lib/quarantine/quarantined-message.ts'
import { previewSelection } from './actions.ts'

export type Preview = {
  key: string
  preview: ActPreviewForDesk | null
  /** The same with nothing kept back: what there is to choose from. */
  whole: ActPreviewForDesk | null
  message: string
}

/**
 * What an act on the selection would do, counted by the server: at first, when the selection changes, and again with
 * every `round` (after a refusal). The former answer stays in sight while the next one is awaited.
 */
export function usePreview(selection: MessageSelection, round: number): Preview & { isStale: boolean } {
  const broken = useTranslations('ui')('noAnswer')
  const key = JSON.stringify([selection, round])
  const [shown, setShown] = useState<Preview>({ key: '', preview: null, whole: null, message: '' })

  useEffect(() => {
    let isWanted = true
    const [asked] = JSON.parse(key) as [MessageSelection]
    previewSelection({ selection: asked })
      .catch(() => ({ ok: false as const, message: broken }))
      .then((answer) => {
        if (!isWanted) return
        const preview = answer.ok ? answer.data : null
        const isWhole = !('exceptDomains' in asked) || asked.exceptDomains?.length === 0
        setShown((before) => ({ key, preview, whole: isWhole ? preview : before.whole, message: answer.ok ? '' : answer.message }))
      })
    return () => {
      isWanted = false
    }
  }, [key, broken])

  return { ...shown, isStale: shown.key !== key }
}
