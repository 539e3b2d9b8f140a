import { useLocale, useTranslations } from 'next-intl'
import { saidOfObstacle } from '../../lib/hosts/trouble-sentences.ts'

const CODES = ['not-found', 'changed', 'delivered-meanwhile', 'not-ours', 'io-error', 'bad-request', 'not-capable', 'id-reused'] as const

/** Says why a mail was not moved: the host's code in words, and what it tells beside it. */
export function useFailureWords(): (failure: string) => string {
  const t = useTranslations('quarantine.failure')
  const language = useLocale()
  return (failure) => {
    const code = CODES.find((one) => failure === one || failure.startsWith(`${one}: `))
    if (code === undefined) return saidOfObstacle(failure, language)
    const detail = failure.slice(code.length + 2)
    return detail === '' ? t(code) : `${t(code)}: ${saidOfObstacle(detail, language)}`
  }
}
