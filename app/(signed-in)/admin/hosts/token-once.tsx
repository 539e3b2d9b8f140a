'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../../../components/ui/button.tsx'
import { Quote } from '../../../../components/ui/card.tsx'
import { CopyButton } from '../../../../components/ui/copy-button.tsx'
import { Dialog } from '../../../../components/ui/dialog.tsx'

export type NewToken = { name: string; kind: string; agentUrl: string; token: string }

/** A join token, shown once, in the command that uses it. */
export function TokenOnce({ token: { name, kind, agentUrl, token }, onClose }: { token: NewToken; onClose: () => void }) {
  const t = useTranslations('admin.hosts.token')
  const join = `relayward agent join --dir /etc/relayward --token ${token} --listen 0.0.0.0:${new URL(agentUrl).port || '443'} --mta ${kind}`
  const run = 'relayward agent run --dir /etc/relayward'

  return (
    <Dialog isOpen isWide onClose={onClose} title={t('title', { name })} about={t('about')}>
      <p className="font-strong">{t('onHost')}</p>
      {[join, run].map((command) => (
        <div key={command} className="flex items-start gap-2">
          <Quote className="min-w-0 flex-1">{command}</Quote>
          <CopyButton text={command} what={command.slice(0, 26)} />
        </div>
      ))}
      <p className="text-text-2">{t('then')}</p>
      <div>
        <Button kind="primary" onClick={onClose}>
          {t('done')}
        </Button>
      </div>
    </Dialog>
  )
}
