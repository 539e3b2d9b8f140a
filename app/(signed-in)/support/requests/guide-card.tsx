import { useLocale, useTranslations } from 'next-intl'
import { LinkedText } from '../../../../components/deliveries/linked-text.tsx'
import { Card, CardHead } from '../../../../components/ui/card.tsx'
import { Facts } from '../../../../components/ui/figure.tsx'
import type { AddresseeGuide } from '../../../../lib/delisting-requests/addressee-guide.ts'
import { formatDuration } from '../../../../lib/i18n/format.ts'
import { saidOfList } from '../../../../lib/blocklists/said-of-list.ts'
import { saidIn } from '../../../../lib/receivers/said-in.ts'

/** Where one asks, what they want and how they answer, with the address in place. */
export function GuideCard({ guide, name }: { guide: AddresseeGuide; name: string }) {
  const t = useTranslations('requests.guide')
  const language = useLocale()
  const say = (text: string) => <LinkedText text={saidIn(language, saidOfList(language, text).text)} />
  const { ways, lookups, note, expiresAfterHours, asOf } = guide

  return (
    <Card aria-labelledby="guide">
      <CardHead id="guide" title={t('title', { name })} about={asOf && t('asOf', { asOf })} isRuled />
      <div className="flex flex-col gap-3 px-4 py-3">
        {ways.length === 0 && <p className="text-text-2">{t('noWay')}</p>}
        {ways.map(({ for: what, link, text, email, asks, answer }) => (
          <div key={`${what}${link}${text}${email}`}>
            {what && <p className="font-strong">{say(what)}</p>}
            {link && <p className="wrap-anywhere"><a href={link} rel="noreferrer noopener" target="_blank" className="text-accent hover:underline">{link}</a></p>}
            {text && <p className="wrap-anywhere">{say(text)}</p>}
            {email && <p className="mono wrap-anywhere">{saidIn(language, email)}</p>}
            {(asks.length > 0 || answer) && (
              <Facts facts={[
                ...(asks.length > 0 ? [{ name: t('asks'), value: asks.map((ask) => saidIn(language, ask)).join('; ') }] : []),
                ...(answer ? [{ name: t('answer'), value: saidIn(language, answer) }] : []),
              ]} />
            )}
          </div>
        ))}
        {lookups.length > 0 && (
          <div>
            <p className="text-label text-text-2">{t('lookup')}</p>
            <ul>{lookups.map(({ target, href }) => <li key={target}><a href={href} rel="noreferrer noopener" target="_blank" className="mono text-accent hover:underline">{target}</a></li>)}</ul>
          </div>
        )}
        {expiresAfterHours !== null && <p>{t('expires', { time: formatDuration(expiresAfterHours * 3600, language) })}</p>}
        {note && <p className="text-text-2 first-letter:uppercase">{say(note)}</p>}
      </div>
    </Card>
  )
}
