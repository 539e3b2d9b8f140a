'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../../components/ui/button.tsx'
import { Card, CardHead } from '../../../components/ui/card.tsx'
import { FormMessage } from '../../../components/ui/form-message.tsx'
import { LinkButton } from '../../../components/ui/link-button.tsx'
import { MonoCut } from '../../../components/ui/mono-cut.tsx'
import { StateWord } from '../../../components/ui/state-word.tsx'
import { Time } from '../../../components/ui/time.tsx'
import { useAct } from '../../../components/ui/use-act.ts'
import type { DemoForAdmin } from '../../../lib/demo/bursts/demo-views.ts'
import { letBurstHappen } from './actions.ts'
import { useLookAgain } from './use-look-again.ts'

/** The one act of the demo, and how it went the last time. */
export function DemoCard({ demo, canSeeDesk }: { demo: DemoForAdmin; canSeeDesk: boolean }) {
  const t = useTranslations('admin.demo')
  const act = useAct(letBurstHappen, useTranslations('ui')('noAnswer'))
  const { host, mails, next, last, isGoingOn } = demo
  const rich = { account: (text: React.ReactNode) => <MonoCut text={String(text)} />, host: (text: React.ReactNode) => <span className="mono">{text}</span> }
  useLookAgain(isGoingOn)

  return (
    <Card aria-labelledby="happen" className="max-w-180">
      <CardHead id="happen" title={t('happen')} isRuled />
      <div className="flex flex-col items-start gap-3 p-4">
        <p>{next === null ? t('noneLeft') : t.rich('happenAbout', { ...rich, mails, accountName: next, hostName: host })}</p>
        <div className="flex flex-wrap items-center gap-3">
          <Button kind="primary" disabled={next === null || isGoingOn} isPending={act.isPending} pendingWords={t('asking')} onClick={() => act.run({})}>
            {t('button')}
          </Button>
          {canSeeDesk && <LinkButton href="/support/locks">{t('toLocks')}</LinkButton>}
        </div>
        <FormMessage message={act.message} />
      </div>
      {last && <LastBurst last={last} />}
    </Card>
  )
}

function LastBurst({ last }: { last: NonNullable<DemoForAdmin['last']> }) {
  const t = useTranslations('admin.demo')
  const rich = { account: (text: React.ReactNode) => <MonoCut text={String(text)} />, host: (text: React.ReactNode) => <span className="mono">{text}</span> }
  const { account, host, taken, refused, secondsToLock } = last

  return (
    <div aria-live="polite" className="flex flex-col gap-1 border-t border-line px-4 py-3">
      <p className="text-label text-text-2">
        {t('last')} · <Time at={last.askedAt} />
      </p>
      <p>
        {last.state === 'asked' && t('asked')}
        {last.state === 'pouring' && t.rich('pouring', { ...rich, accountName: account })}
        {last.state === 'done' && t.rich('poured', { ...rich, accountName: account, hostName: host, taken, refused })}
      </p>
      {last.state !== 'asked' && <StateWord tone={secondsToLock === null ? 'wait' : 'bad'}>{secondsToLock === null ? t('notLocked') : t('locked', { seconds: secondsToLock })}</StateWord>}
    </div>
  )
}
