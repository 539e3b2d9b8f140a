'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { FATE_TONE } from '../../../../components/traces/fate-tone.ts'
import { CopyButton } from '../../../../components/ui/copy-button.tsx'
import { Facts } from '../../../../components/ui/figure.tsx'
import { MonoCut } from '../../../../components/ui/mono-cut.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { formatBytes } from '../../../../lib/i18n/format.ts'
import type { FoundMessage } from '../../../../lib/traces/found-line.ts'
import type { TracePath } from '../../../../lib/traces/join-messages.ts'
import { PartSteps } from './part-steps.tsx'

const RECIPIENTS_SHOWN = 50

/** The whole path: what the mail is, then each host's part of it, step by step. */
export function PathDetails({ path }: { path: TracePath }) {
  const t = useTranslations('trace')

  return (
    <div className="flex flex-col gap-4 border-t border-line px-4 py-3 md:pl-11">
      <Facts facts={useFacts(path)} className="items-center max-md:grid-cols-1 max-md:gap-y-0 max-md:[&_dd]:mb-2" />
      {path.recipients.length > 1 && <Recipients path={path} />}
      {path.parts.map((part) => (
        <section key={`${part.host} ${part.queueIds.join()}`} aria-label={t('partOn', { host: part.host })}>
          <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h3 className="text-section">
              <Link href={`/support/hosts/${encodeURIComponent(part.host)}`} className="mono text-accent hover:underline">
                {part.host}
              </Link>
            </h3>
            {part.queueIds.map((id) => (
              <Copied key={id} text={id} what={t('kind.queue-id')} />
            ))}
            <HeldByUs part={part} />
          </header>
          <PartSteps part={part} />
        </section>
      ))}
    </div>
  )
}

function useFacts({ messageId, account, sender, size, parts, recipients }: TracePath): { name: string; value: ReactNode }[] {
  const t = useTranslations('trace')
  const language = useLocale()
  const isKnown = parts.some(({ known }) => known?.account)
  const only = recipients.length === 1 ? recipients[0] : undefined
  const facts = [
    { name: t('kind.message-id'), value: messageId === null ? t('notInLogs') : <Copied text={messageId} what={t('kind.message-id')} /> },
    { name: t('kind.account'), value: account === null ? t('noAccount') : isKnown ? <AccountLink name={account} /> : <MonoCut text={account} max={60} /> },
    { name: t('kind.sender'), value: sender === null ? t('notInLogs') : sender === '' ? t('bounce') : <Copied text={sender} what={t('kind.sender')} /> },
  ]
  if (only) facts.push({ name: t('kind.recipient'), value: <Copied text={only.address} what={t('kind.recipient')} /> })
  if (size !== null) facts.push({ name: t('size'), value: formatBytes(size, language) })
  return facts
}

function AccountLink({ name }: { name: string }) {
  return (
    <Link href={`/support/accounts/${encodeURIComponent(name)}`} className="mono wrap-anywhere text-accent hover:underline">
      {name}
    </Link>
  )
}

function Recipients({ path: { recipients } }: { path: TracePath }) {
  const t = useTranslations('trace')

  return (
    <section>
      <h3 className="mb-1 text-section">{t('recipients', { count: recipients.length })}</h3>
      <ul className="grid gap-x-6 gap-y-1 xl:grid-cols-2">
        {recipients.slice(0, RECIPIENTS_SHOWN).map(({ address, fate }) => (
          <li key={address} className="flex flex-wrap items-center gap-x-3">
            <StateWord tone={FATE_TONE[fate]} className="w-34 shrink-0">
              {t(`fate.${fate}`)}
            </StateWord>
            <MonoCut text={address} max={48} />
          </li>
        ))}
      </ul>
      {recipients.length > RECIPIENTS_SHOWN && <p className="text-text-2">{t('moreRecipients', { count: recipients.length - RECIPIENTS_SHOWN })}</p>}
    </section>
  )
}

function HeldByUs({ part: { known, queueIds } }: { part: FoundMessage }) {
  const t = useTranslations('trace')
  if (!known?.isQuarantined) return null

  return (
    <span className="flex flex-wrap gap-x-3">
      <Link href={`/support/quarantine?view=all&q=${encodeURIComponent(queueIds[0] ?? '')}`} className="text-accent hover:underline">
        {t('inQuarantine')}
      </Link>
      {known.ticket !== null && (
        <Link href={`/support/tickets/${known.ticket}`} className="text-accent hover:underline">
          {t('ticket', { number: String(known.ticket) })}
        </Link>
      )}
    </span>
  )
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <MonoCut text={text} max={60} />
      <CopyButton text={text} what={what} />
    </span>
  )
}
