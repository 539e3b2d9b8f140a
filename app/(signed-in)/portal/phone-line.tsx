import { useLocale, useTranslations } from 'next-intl'
import type { DeskForVisitor } from '../../../lib/notices/desk-views.ts'

/** Whom to call, and when. Nothing when the provider has no phone. */
export function PhoneLine({ desk }: { desk: DeskForVisitor }) {
  const t = useTranslations('portal.status')
  const language = useLocale()
  if (!desk.phone) return null

  return (
    <p className="text-center text-body text-text-2">{t.rich('questions', { hours: desk.phoneHours[language], phone: () => <PhoneLink phone={desk.phone} /> })}</p>
  )
}

export function PhoneLink({ phone }: { phone: string }) {
  return (
    <a href={`tel:${phone.replaceAll(' ', '')}`} className="font-strong whitespace-nowrap text-accent hover:underline">
      {phone}
    </a>
  )
}
