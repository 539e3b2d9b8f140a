import { useTranslations } from 'next-intl'
import { UNKNOWN_REASONS, type UnknownReason } from '../../lib/blocklists/reading.ts'

/** Says why something is not known, in a sentence; nothing where no reason is given. */
export function useUnknownReason(): (reason: string | null) => string {
  const t = useTranslations('blocklists.reason')
  return (reason) => (reason !== null && isReason(reason) ? t(reason) : '')
}

function isReason(text: string): text is UnknownReason {
  return text in UNKNOWN_REASONS
}
