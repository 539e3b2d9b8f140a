import { useTranslations } from 'next-intl'
import type { DomainCheckState } from '../../lib/domain-checks/domain-check.ts'
import type { CheckSum } from '../../lib/domain-checks/sum-checks.ts'
import { StateWord } from '../ui/state-word.tsx'
import type { Tone } from '../ui/state-shape.tsx'

export const CHECK_TONE: Record<DomainCheckState, Tone> = { pass: 'ok', fail: 'bad', unknown: 'unk' }

/** A check of a domain in two words, with its state's shape. */
export function CheckWord({ sum }: { sum: Pick<CheckSum, 'state' | 'finding' | 'policy' | 'named' | 'addresses'> }) {
  const t = useTranslations('domains')
  return <StateWord tone={CHECK_TONE[sum.state]}>{t(`short.${sum.finding}`, { named: sum.named ?? 0, addresses: sum.addresses ?? 0, policy: sum.policy ?? '' })}</StateWord>
}
