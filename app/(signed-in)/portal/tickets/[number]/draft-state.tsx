import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { formatClock } from '../../../../../lib/i18n/format.ts'
import type { DraftSaving } from './use-drafts.ts'

/** Says whether what is written is kept. */
export function DraftState({ state }: { state: DraftSaving }) {
  const t = useTranslations('portal.ticket')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const words = {
    none: '',
    saving: t('draftSaving'),
    saved: state.kind === 'saved' ? t('draftSaved', { at: formatClock(state.at, language, zone, true) }) : '',
    failed: t('draftFailed'),
  }[state.kind]

  return (
    <p aria-live="polite" className={words === '' ? 'sr-only' : `-mt-1 text-right text-body ${state.kind === 'failed' ? 'text-bad' : 'text-text-2'}`}>
      {words}
    </p>
  )
}
