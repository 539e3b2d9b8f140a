import { useTranslations } from 'next-intl'
import type { Tone } from '../../../components/ui/state-shape.tsx'
import { StateWord } from '../../../components/ui/state-word.tsx'
import { isScriptAccount } from '../../../lib/accounts/account.ts'
import type { SendingState } from '../../../lib/accounts/sending-state.ts'

export const SENDING_TONE: Record<SendingState, Tone> = { open: 'ok', fresh: 'ok', locked: 'bad', waiting: 'bad', watched: 'hold', ended: 'bad' }

/** Both halves of a mailbox side by side: fetching is never locked. */
export function ReceiveAndSend({ name, sending }: { name: string; sending: SendingState }) {
  const t = useTranslations('portal.status')

  return (
    <dl className="grid grid-cols-2 rounded-card border border-line bg-surface">
      <div className="border-r border-line px-4 py-2.5">
        <dt className="text-body text-text-2">{t('receiving')}</dt>
        <dd>
          <StateWord tone="ok">{t(isScriptAccount(name) ? 'receivesScript' : 'receives')}</StateWord>
        </dd>
      </div>
      <div className="px-4 py-2.5">
        <dt className="text-body text-text-2">{t('sending')}</dt>
        <dd>
          <StateWord tone={SENDING_TONE[sending]}>{t(`sends.${sending}`)}</StateWord>
        </dd>
      </div>
    </dl>
  )
}
