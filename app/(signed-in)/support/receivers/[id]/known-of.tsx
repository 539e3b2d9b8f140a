import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LinkedText } from '../../../../../components/deliveries/linked-text.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Facts } from '../../../../../components/ui/figure.tsx'
import type { ReceiverPage } from '../../../../../lib/deliveries/receiver-views.ts'
import { knownReplies } from '../../../../../lib/receivers/known-replies.ts'
import type { Receiver } from '../../../../../lib/receivers/receiver.ts'
import { saidIn } from '../../../../../lib/receivers/said-in.ts'

/** What the catalogue knows: what to know, where to ask, whom, what they want and how they answer, with sources and the date of the look. */
export function KnownOf({ receiver: { known, id } }: { receiver: ReceiverPage }) {
  const t = useTranslations('receivers.known')

  return (
    <Card aria-labelledby="known">
      <CardHead id="known" title={t('title')} about={known && `${t('asOf', { asOf: known.asOf })} · ${t('certainty', { certainty: known.certainty })}`} isRuled />
      {known ? <Known known={known} /> : (
        <div className="px-4 py-3">
          <p className="font-strong">{t('unknown')}</p>
          <p className="text-text-2">{t('unknownAbout')}</p>
        </div>
      )}
      <Rules id={id} />
    </Card>
  )
}

function Known({ known }: { known: Receiver }) {
  const t = useTranslations('receivers.known')
  const language = useLocale()
  const say = (text: string) => <LinkedText text={saidIn(language, text)} />
  const loop = known.feedbackLoop

  return (
    <>
      {(known.note || known.lastLineDecides) && (
        <Part title={t('note')}>
          {known.note && <p className="first-letter:uppercase">{say(known.note)}</p>}
          {known.lastLineDecides && <p className="text-text-2">{t('lastLine')}</p>}
        </Part>
      )}
      <Part title={t('delisting')}>
        {known.delisting.length === 0 && <p className="text-text-2">{t('noWay')}</p>}
        <ul className="flex flex-col gap-3">
          {known.delisting.map((way) => (
            <li key={way.for}>
              <p className="font-strong">{say(way.for)}</p>
              {way.url && <p>{say(way.url)}</p>}
              {way.email && <p className="mono wrap-anywhere">{saidIn(language, way.email)}</p>}
              <Facts facts={[
                { name: t('asks'), value: way.asks.map((ask) => saidIn(language, ask)).join('; ') },
                ...(way.answer === '-' ? [] : [{ name: t('answer'), value: saidIn(language, way.answer) }]),
              ]} />
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('postmaster')}>{known.postmaster ? <p>{say(known.postmaster)}</p> : <p className="text-text-2">{t('noPostmaster')}</p>}</Part>
      <Part title={t('feedbackLoop')}>
        {loop ? (
          <>
            <p>{say(loop.name)} <span className="text-text-2">{t('keyedBy', { key: saidIn(language, loop.keyedBy) })}</span></p>
            <p>{say(loop.url)}</p>
            {loop.note && <p className="text-text-2">{say(loop.note)}</p>}
          </>
        ) : <p className="text-text-2">{t('noLoop')}</p>}
      </Part>
      <Part title={t('servers')}><p className="mono wrap-anywhere">{known.mx.join(' ')}</p></Part>
      <details className="border-t border-line">
        <summary className="focus-inset px-4 py-2 text-label text-accent hover:underline">{t('sources')}</summary>
        <ul className="px-4 pb-3 text-label text-text-2">{known.sources.map((source) => <li key={source}><LinkedText text={source} /></li>)}</ul>
      </details>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line px-4 py-2.5 first-of-type:border-t-0">
      <h3 className="text-label text-text-2">{title}</h3>
      {children}
    </section>
  )
}

/** All that is known of its wordings, folded away: those that came are told beside what came. */
function Rules({ id }: { id: string }) {
  const t = useTranslations('receivers.known')
  const word = useTranslations('receivers.words')
  const language = useLocale()
  const replies = knownReplies(id)
  if (replies.length === 0) return null

  return (
    <details className="border-t border-line">
      <summary className="focus-inset px-4 py-2 text-label text-accent hover:underline">{t('rules')} · {t('rulesAbout', { count: replies.length })}</summary>
      <ul className="px-4 pb-3">
        {replies.map(({ id: name, means, toDo, certainty, sources }) => (
          <li key={name} className="border-b border-line py-2 last:border-b-0">
            <p>{means[language]}</p>
            <p className="text-text-2">{word('toDo')}: {toDo[language]}</p>
            <p className="text-label wrap-anywhere text-text-3">{word('certainty', { certainty })} · {sources.join(' · ')}</p>
          </li>
        ))}
      </ul>
    </details>
  )
}
