'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Sunken } from '../../../../../components/ui/card.tsx'
import { Field, Select } from '../../../../../components/ui/field.tsx'
import { formatDuration } from '../../../../../lib/i18n/format.ts'
import { termsForHost } from '../../../../../lib/guarded-unlocks/guarded-unlock.ts'
import type { TicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { unlockGuarded } from './actions.ts'
import { RefusedNow } from './refused-now.tsx'
import { useTicketAct } from './use-ticket-act.ts'

/** What the guarded unlock will do, on which host, to how many messages; and what is still queued or arriving before it. */
export function UnlockDialog({ ticket, onClose }: { ticket: TicketForSupport; onClose: () => void }) {
  const t = useTranslations('tickets')
  const language = useLocale()
  const act = useTicketAct(unlockGuarded)
  const [reason, setReason] = useState('')
  const [name, setName] = useState(() => usualHost(ticket))
  const host = ticket.hosts.find((one) => one.name === name)
  const holdsAll = host?.holdsWholeQueue ?? false
  const terms = termsForHost(ticket.terms, { watches: holdsAll ? 'queue' : 'account' })
  const time = formatDuration(terms.watchSeconds, language)

  return (
    <ActDialog
      title={t('dialog.unlock.title', { account: ticket.lock.account })}
      about={t('dialog.unlock.about', { host: name })}
      doWord={t('dialog.unlock.do', { time, mails: terms.mailsMax })}
      canDo={host !== undefined && !host.isSilent}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ lockId: ticket.lock.id, host: name, reason }, t('done.unlock'), onClose)}
    >
      {holdsAll && <p className="text-wait">{t('dialog.unlock.queueAbout', { host: name })}</p>}
      <p>
        {t('dialog.unlock.ends', {
          time, mails: terms.mailsMax, recipients: terms.recipientsMax, unknown: terms.unknownMax, tight: formatDuration(terms.tightForSeconds, language),
        })}
      </p>
      <Sunken>
        <h3 className="font-strong">{t('dialog.unlock.check')}</h3>
        <ul className="mt-1 flex flex-col gap-0.5 text-text-2">
          {ticket.hosts.map((one) => (
            <li key={one.name}>{one.queued === null ? t('seen.queuedUnknown', { host: one.name }) : t('seen.queued', { host: one.name, count: one.queued })}</li>
          ))}
          <li>
            <RefusedNow refused={ticket.refused} />
          </li>
          <li>{t('dialog.unlock.quarantined', { count: ticket.quarantined })}</li>
        </ul>
      </Sunken>
      <Select label={t('dialog.unlock.host')} value={name} onChange={(event) => setName(event.target.value)}>
        {ticket.hosts.map((one) => (
          <option key={one.name} value={one.name} disabled={one.isSilent}>
            {one.isSilent ? t('dialog.unlock.silentHost', { host: one.name }) : one.name}
          </option>
        ))}
      </Select>
      <Field label={t('dialog.unlock.reason')} value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
    </ActDialog>
  )
}

/** Where the lock began, while that host is heard; else the first that is. */
function usualHost({ hosts, lock }: TicketForSupport): string {
  const heard = hosts.filter((host) => !host.isSilent)
  return (heard.find((host) => host.name === lock.originHost) ?? heard[0] ?? hosts[0])?.name ?? ''
}
