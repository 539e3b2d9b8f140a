'use client'

import { useTranslations } from 'next-intl'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { snooze, unsnooze } from '../actions.ts'

const MINUTES = 60
const UNDO_MS = 10_000
const SHOWN_MS = 5_000

/** Puts a row off and says so, with the way back. */
export function useSnooze(): (rowKey: string, who: string) => void {
  const t = useTranslations('now')
  const ui = useTranslations('ui')

  async function undo(rowKey: string) {
    const result = await unsnooze({ rowKey }).catch(() => ({ ok: false as const, message: t('broken') }))
    toastList.show({ id: 'snooze', tone: result.ok ? 'ok' : 'bad', title: result.ok ? t('back') : result.message, endsAt: result.ok ? Date.now() + SHOWN_MS : null })
  }

  async function putOff(rowKey: string, who: string) {
    const result = await snooze({ rowKey, minutes: MINUTES }).catch(() => ({ ok: false as const, message: t('broken') }))
    if (!result.ok) return toastList.show({ id: 'snooze', tone: 'bad', title: result.message, endsAt: null })
    toastList.show({ id: 'snooze', tone: 'wait', title: t('snoozed'), about: who, undo: { word: ui('undo'), run: () => undo(rowKey) }, endsAt: Date.now() + UNDO_MS })
  }

  return (rowKey, who) => void putOff(rowKey, who)
}
