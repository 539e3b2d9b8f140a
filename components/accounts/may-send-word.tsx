import { useTranslations } from 'next-intl'
import type { MaySend } from '../../lib/accounts/may-send.ts'
import type { Tone } from '../ui/state-shape.tsx'
import { StateWord } from '../ui/state-word.tsx'

export const MAY_SEND_TONE: Record<MaySend, Tone> = { open: 'ok', locked: 'bad', watched: 'hold', ended: 'unk' }

/** Whether an account may send: shape, colour and word. */
export function MaySendWord({ sending }: { sending: MaySend }) {
  const t = useTranslations('accounts.sending')
  return <StateWord tone={MAY_SEND_TONE[sending]}>{t(sending)}</StateWord>
}
