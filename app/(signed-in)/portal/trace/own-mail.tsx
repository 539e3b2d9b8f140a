'use client'

import Link from 'next/link'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { FATE_TONE } from '../../../../components/traces/fate-tone.ts'
import { Quote } from '../../../../components/ui/card.tsx'
import { CopyButton } from '../../../../components/ui/copy-button.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import { sayAt } from '../../../../lib/i18n/say-when.ts'
import type { PathRecipient, TracePath } from '../../../../lib/traces/join-messages.ts'
import { sayFate } from '../../../../lib/traces/say-fate.ts'

const RECIPIENTS_SHOWN = 20

/** One mail of the customer's: what became of it for each recipient, as one would say it to him. */
export function OwnMail({ path }: { path: TracePath }) {
  const t = useTranslations('portal.trace')
  const when = useSayAt()
  const recipients = path.recipients.length > 0 ? path.recipients : [{ address: '', fate: path.fate }]

  return (
    <li className="flex flex-col gap-2 rounded-card border border-line bg-surface px-4 py-3">
      {recipients.slice(0, RECIPIENTS_SHOWN).map((recipient) => (
        <RecipientFate key={recipient.address} path={path} recipient={recipient} />
      ))}
      {recipients.length > RECIPIENTS_SHOWN && <p className="text-text-2">{t('more', { count: recipients.length - RECIPIENTS_SHOWN })}</p>}
      {path.beganAt && <p className="text-body wrap-anywhere text-text-2 first-letter:uppercase">{t('sent', { at: when(path.beganAt), account: path.account ?? '' })}</p>}
      <ForSupport path={path} />
    </li>
  )
}

function RecipientFate({ path, recipient }: { path: TracePath; recipient: PathRecipient }) {
  const t = useTranslations('portal.trace')
  const when = useSayAt()
  const { sentence, by, at, nextTryAt, reply } = sayFate(path, recipient)
  const values = { by: by ?? t('theirServer'), to: recipient.address || t('someone'), at: at ? when(at) : '' }

  return (
    <div>
      <StateWord tone={FATE_TONE[recipient.fate]}>{t(`fate.${recipient.fate}`)}</StateWord>
      <p className="wrap-anywhere">
        {t(`said.${sentence}`, values)} {recipient.fate === 'queued' && (nextTryAt ? t('nextTry', { at: when(nextTryAt) }) : t('nextTryUnknown'))}
      </p>
      {reply && <Quote className="mt-1">{reply}</Quote>}
      {sentence === 'held' && (
        <Link href="/portal/mail" className="text-accent underline">
          {t('heldLink')}
        </Link>
      )}
    </div>
  )
}

/** What support asks for when the customer calls. */
function ForSupport({ path: { messageId, parts } }: { path: TracePath }) {
  const t = useTranslations('portal.trace')
  const named = [...(messageId ? [{ name: t('messageId'), id: messageId }] : []), ...parts.flatMap(({ queueIds }) => queueIds.map((id) => ({ name: t('queueId'), id })))]

  return (
    <details className="text-body text-text-2">
      <summary className="cursor-pointer">{t('forSupport')}</summary>
      <ul className="mt-1 flex flex-col gap-1">
        {named.map(({ name, id }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-2">
            {name} <span className="mono wrap-anywhere">{id}</span>
            <CopyButton text={id} what={name} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function useSayAt(): (at: string) => string {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  return (at) => sayAt(at, now, language, zone)
}
