import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import type { Tone } from '../../../../components/ui/state-shape.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { requireCustomer } from '../../../../lib/access/viewer.ts'
import { countOwnHeldMail } from '../../../../lib/accounts/customer-account-views.ts'
import { formatDate } from '../../../../lib/i18n/format.ts'
import { deskForVisitor } from '../../../../lib/notices/desk-views.ts'
import { messageState, type MessageState } from '../../../../lib/quarantine/quarantined-message.ts'
import { PhoneLink } from '../phone-line.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('portal.mail'))('title') }
}

const TONE: Record<MessageState, Tone> = {
  quarantined: 'hold', releasing: 'wait', 'queued-again': 'wait', delivered: 'ok', bounced: 'bad', deleting: 'wait', deleted: 'unk', gone: 'unk',
}

/** What does the provider hold of my mail, and what becomes of it? Counts by day, never subjects. */
export default async function PortalMailPage() {
  const viewer = await requireCustomer()
  const [t, language, desk] = await Promise.all([getTranslations('portal.mail'), getLocale(), deskForVisitor()])
  const days = await countOwnHeldMail(viewer, desk.timeZone)

  return (
    <>
      <h1 className="mb-2 text-phone-title">{t('title')}</h1>
      <p className="mb-4 text-text-2">{t('about')}</p>
      {days.length === 0 ? (
        <EmptyState title={t('none')} about={t('noneAbout')} />
      ) : (
        <ul className="flex flex-col gap-3">
          {days.map((day) => {
            const state = messageState.parse(day.state)
            return (
              <li key={`${day.account} ${day.day} ${day.state}`} className="rounded-card border border-line bg-surface px-4 py-3">
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <strong className="figures">{t('messages', { count: day.messages })}</strong>
                  <StateWord tone={TONE[state]}>{t(`state.${state}`)}</StateWord>
                </p>
                <p className="text-text-2">
                  {t('day')} {formatDate(`${day.day}T12:00:00Z`, language, 'UTC')}
                </p>
                <p className="mono wrap-anywhere text-text-2">{day.account}</p>
                {state === 'quarantined' && (
                  <p className="mt-1 text-body text-text-2">{day.deleteAt ? t('deleteAt', { date: formatDate(day.deleteAt, language, desk.timeZone) }) : t('kept')}</p>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {days.some((day) => day.state === 'quarantined') && desk.phone && (
        <p className="mt-4 text-text-2">{t.rich('wanted', { hours: desk.phoneHours[language], phone: () => <PhoneLink phone={desk.phone} /> })}</p>
      )}
    </>
  )
}
