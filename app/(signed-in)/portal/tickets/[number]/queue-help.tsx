import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { CopyButton } from '../../../../../components/ui/copy-button.tsx'
import { QUEUE_HELP } from '../../../../../lib/notices/questions.ts'
import { Help } from './help.tsx'

const SHOWN: Record<(typeof QUEUE_HELP)[number]['server'], string> = {
  Postfix: 'group-has-[#queue-Postfix:checked]/servers:block',
  Exim: 'group-has-[#queue-Exim:checked]/servers:block',
  Exchange: 'group-has-[#queue-Exchange:checked]/servers:block',
  Plesk: 'group-has-[#queue-Plesk:checked]/servers:block',
}

/**
 * What a mail queue is and how to look at it, per server. The choice of the server is made by the browser alone
 * (radio buttons that belong to no form), so it works without JavaScript and is not sent with the answers.
 */
export function QueueHelp() {
  const t = useTranslations('portal.ticket.queue')

  return (
    <Help title={t('title')} isOpen>
      <p>{t('about')}</p>
      <div className="group/servers mt-2">
        <fieldset className="flex h-8 rounded-control border border-control bg-surface">
          <legend className="sr-only">{t('server')}</legend>
          {QUEUE_HELP.map(({ server }, index) => (
            <label
              key={server}
              className="flex flex-1 items-center justify-center border-l border-line text-text-2 first-of-type:border-l-0 has-checked:bg-accent-soft has-checked:font-strong has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
            >
              <input type="radio" form="no-form" name="server" id={`queue-${server}`} value={server} defaultChecked={index === 0} className="sr-only" />
              {server}
            </label>
          ))}
        </fieldset>
        {QUEUE_HELP.map(({ server, look, clean }) => (
          <div key={server} className={clsx('hidden', SHOWN[server])}>
            <Command text={look} does={t(server === 'Plesk' ? 'shows-plesk' : 'shows')} />
            <Command text={clean} does={t(server === 'Plesk' ? 'removes-plesk' : 'removes')} />
            {server === 'Postfix' && <p className="mt-2">{t.rich('all', { code: (chunks) => <code className="mono">{chunks}</code> })}</p>}
          </div>
        ))}
      </div>
      <p className="mt-2">{t('none')}</p>
    </Help>
  )
}

function Command({ text, does }: { text: string; does: string }) {
  const t = useTranslations('portal.ticket.queue')

  return (
    <div className="mt-2 flex items-start gap-2">
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5">
        <code className="mono rounded-tag border border-control bg-surface px-2 text-text wrap-anywhere">{text}</code>
        <span>{does}</span>
      </span>
      <CopyButton text={text} what={t('command')} />
    </div>
  )
}
