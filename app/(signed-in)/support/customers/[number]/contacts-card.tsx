import { useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { CopyButton } from '../../../../../components/ui/copy-button.tsx'
import type { CustomerForSupport } from '../../../../../lib/customers/customer-views.ts'

/** Whom notices go to and whom one can call. */
export function ContactsCard({ contacts }: Pick<CustomerForSupport, 'contacts'>) {
  const t = useTranslations('customers.contacts')

  return (
    <Card aria-labelledby="contacts" className="pb-3">
      <CardHead id="contacts" title={t('title')} />
      {contacts.length === 0 && <p className="px-4 text-wait">{t('none')}</p>}
      <ul className="flex flex-col gap-2 px-4">
        {contacts.map(({ name, email, phone }) => (
          <li key={`${name} ${email} ${phone}`} className="min-w-0">
            <p className="font-strong wrap-anywhere">{name || t('unnamed')}</p>
            {email && (
              <p className="flex items-center gap-1">
                <span className="mono min-w-0 wrap-anywhere text-text-2">{email}</span>
                <CopyButton text={email} what={t('mail')} />
              </p>
            )}
            {phone && <p className="figures text-text-2">{phone}</p>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
