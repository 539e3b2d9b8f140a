import clsx from 'clsx'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import type { ChangeEvent } from 'react'
import { useFailureWords } from '../../../../components/quarantine/use-failure-words.ts'
import { Checkbox } from '../../../../components/ui/checkbox.tsx'
import { MonoCut } from '../../../../components/ui/mono-cut.tsx'
import type { Tone } from '../../../../components/ui/state-shape.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { formatBytes, formatClockSeconds, formatWhole } from '../../../../lib/i18n/format.ts'
import { isMailChosen, type Choice } from '../../../../lib/quarantine/choice.ts'
import type { MessageState } from '../../../../lib/quarantine/quarantined-message.ts'
import { ROW, type ListShape } from './list-shape.ts'
import { choosable, type ListRow, type Mail } from './rows.ts'

type MailRowProps = { row: Extract<ListRow, { kind: 'mail' }>; shape: ListShape; choice: Choice; onChoose: (isOn: boolean, isRun: boolean) => void; now: number }

/** One mail: envelope, size and time. Never a subject, never more of it. */
export function MailRow({ row, shape, choice, onChoose }: MailRowProps) {
  const t = useTranslations('quarantine')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const { mail } = row
  const own = choosable(row)
  const isChosen = own !== null && isMailChosen(choice, own)
  const arrivedAt = new Date(mail.arrivedAt).toISOString()
  const change = (event: ChangeEvent<HTMLInputElement>) => onChoose(event.target.checked, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)

  return (
    <div role="presentation" className={clsx(ROW[shape], 'min-h-9', isChosen ? 'bg-accent-soft/60' : 'hover:bg-sunken')}>
      {shape === 'groups' && <span role="cell" className="max-md:hidden" />}
      {shape === 'groups' && <span role="cell" className="max-md:hidden" />}
      <span role="rowheader" className={clsx('flex min-w-0 items-center gap-2 select-none', shape === 'groups' && 'max-md:min-w-[60%] max-md:flex-1')}>
        <Checkbox label={t('row.chooseMail', { id: mail.queueId })} isLabelHidden checked={isChosen} disabled={own === null} onChange={change} />
        {shape === 'groups' && <span className="mono truncate select-text">{mail.queueId}</span>}
      </span>
      {shape === 'mails' && <span role="cell" className="mono truncate max-md:min-w-[60%] max-md:flex-1">{mail.queueId}</span>}
      {shape === 'mails' && <span role="cell" className="min-w-0 text-text-2"><MonoCut text={mail.account} max={22} className="md:whitespace-nowrap" /></span>}
      <span role="cell" className="mono truncate text-text-2">{mail.host}</span>
      <span role="cell" className="figures text-right text-text-2">{formatBytes(mail.size, language)}</span>
      <span role="cell" className="min-w-0 max-md:order-1 max-md:min-w-[60%] max-md:flex-1">
        <Recipients mail={mail} />
      </span>
      <span role="cell" className="figures text-text-2 max-md:order-1 md:text-right" title={formatWhole(arrivedAt, language, zone)}>
        {formatClockSeconds(arrivedAt, language, zone)}
      </span>
    </div>
  )
}

function Recipients({ mail }: { mail: Mail }) {
  const t = useTranslations('quarantine')
  const failureWords = useFailureWords()
  const state = isShown(mail.state) ? mail.state : null

  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      {mail.isOurBounce && <span className="text-label text-text-3">{t('row.bounce')}</span>}
      <MonoCut text={mail.recipients[0] ?? '–'} max={22} className="md:whitespace-nowrap" />
      {mail.recipients.length + mail.moreRecipients > 1 && <span className="text-label text-text-3">{t('row.alsoTo', { count: mail.recipients.length - 1 + mail.moreRecipients })}</span>}
      {state && <StateWord tone={STATE_TONE[state]} className="text-label">{t(`state.${state}`)}</StateWord>}
      {mail.failure && <span className="text-bad">{t('row.failed', { why: failureWords(mail.failure) })}</span>}
    </span>
  )
}

/** States worth a word beside the mail; lying in quarantine is what the page is about. */
const STATE_TONE: Record<Exclude<MessageState, 'quarantined'>, Tone> = {
  releasing: 'wait', 'queued-again': 'wait', delivered: 'ok', bounced: 'bad', deleting: 'wait', deleted: 'unk', gone: 'unk',
}

function isShown(state: string): state is keyof typeof STATE_TONE {
  return Object.hasOwn(STATE_TONE, state)
}
