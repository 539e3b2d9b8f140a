import { useLocale, useTranslations } from 'next-intl'
import { Sunken } from '../ui/card.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import type { ReplyText } from '../../lib/deliveries/reply-groups.ts'
import { meaningOf } from '../../lib/receivers/known-replies.ts'

const HOSTS_SHOWN = 4

/** One wording as it came, how often it was sampled and where; under it what it means and what helps. */
export function ReplyTextBox({ receiver, text }: { receiver: string; text: ReplyText }) {
  const t = useTranslations('receivers.words')
  const language = useLocale()
  const meaning = meaningOf(receiver, text.reply)
  const hosts = text.hosts.slice(0, HOSTS_SHOWN).join(', ') + (text.hosts.length > HOSTS_SHOWN ? ` +${text.hosts.length - HOSTS_SHOWN}` : '')

  return (
    <div className="mb-2 last:mb-0">
      <Sunken className="flex items-start gap-2">
        <span className="mono min-w-0 flex-1 wrap-anywhere">{text.reply}</span>
        <CopyButton text={text.reply} what={t('reply')} />
      </Sunken>
      <p className="mt-1 flex flex-wrap gap-x-3 text-label text-text-2">
        <span>{t('samples', { count: text.samples })}</span>
        <span>{t('on', { hosts })}</span>
      </p>
      {meaning && (
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
          <dt className="text-text-2">{t('means')}</dt>
          <dd>{meaning.means[language]}</dd>
          <dt className="text-text-2">{t('toDo')}</dt>
          <dd>
            {meaning.toDo[language]} <span className="text-label text-text-3">· {t('certainty', { certainty: meaning.certainty })}</span>
          </dd>
        </dl>
      )}
    </div>
  )
}
