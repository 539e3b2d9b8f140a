'use client'

import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { formatClockSeconds } from '../../../../lib/i18n/format.ts'
import type { ActPreviewForDesk } from '../../../../lib/quarantine/quarantine-page-views.ts'
import { takeBack } from './actions.ts'

const SHOWN_MS = 6000

/** Says that an act begins and when, and offers to take it back until then. */
export function useBegunToast(kind: 'release' | 'delete') {
  const t = useTranslations('quarantine')
  const ui = useTranslations('ui')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'

  async function undo(actId: string) {
    const answer = await takeBack({ actId }).catch(() => ({ ok: false as const, message: ui('noAnswer') }))
    if (!answer.ok) return toastList.show({ id: actId, tone: 'bad', title: answer.message, endsAt: null })
    const { undone, tooLate } = answer.data
    const title = tooLate === 0 ? t('undone.all', { count: undone }) : t('undone.some', { count: undone, late: tooLate })
    toastList.show({ id: actId, tone: 'ok', title, endsAt: Date.now() + SHOWN_MS })
  }

  return ({ actId, messages, undoUntil }: { actId: string; messages: number; undoUntil: number }, preview: ActPreviewForDesk) =>
    toastList.show({
      id: actId,
      tone: 'wait',
      title: t(`panel.${kind}.begun`, { count: messages, at: formatClockSeconds(undoUntil, language, zone) }),
      about: `${preview.hosts.map(({ host }) => host).slice(0, 3).join(', ')} · ${preview.accounts.slice(0, 2).join(', ')}`,
      undo: { word: ui('undo'), run: () => undo(actId) },
      // The seconds are counted here, since the two clocks may differ.
      endsAt: Date.now() + preview.undoSeconds * 1000,
    })
}
