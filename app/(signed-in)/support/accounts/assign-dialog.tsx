'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Dialog } from '../../../../components/ui/dialog.tsx'
import { Field } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import { assignNow } from './actions.ts'
import { CustomerChoice } from './customer-choice.tsx'
import { useCustomerSearch, type FoundCustomer } from './use-customer-search.ts'

const SHOWN_MS = 8000

/** Finds the customer whose account this is, and says what follows before it is done. */
export function AssignDialog({ account, isLocked, onClose }: { account: string; isLocked: boolean; onClose: () => void }) {
  const t = useTranslations('accounts.assign')
  const ui = useTranslations('ui')
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<FoundCustomer | null>(null)
  const found = useCustomerSearch(query, ui('noAnswer'))
  const act = useAct(assignNow, ui('noAnswer'))

  function assign(customer: FoundCustomer) {
    act.run({ account, customerNumber: customer.number }, ({ noticesQueued }) => {
      toastList.show({ id: 'assign', tone: 'ok', title: t('done', { account, name: customer.name }), about: isLocked ? t('notices', { count: noticesQueued }) : undefined, endsAt: Date.now() + SHOWN_MS })
      onClose()
    })
  }

  return (
    <Dialog isOpen onClose={onClose} title={t('title', { account })} about={t('about', { isLocked: isLocked ? 'yes' : 'no' })} isWide>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen && !act.isPending) assign(chosen)
        }}
      >
        <Field
          label={t('search')}
          hint={t('hint')}
          type="search"
          value={query}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.target.value)
            setChosen(null)
          }}
        />
        <CustomerChoice found={found} chosen={chosen} onChoose={setChosen} />
        <FormMessage message={act.message || found.message} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind="primary" disabled={chosen === null} isPending={act.isPending}>
            {chosen ? t('do', { name: chosen.name }) : t('doNone')}
          </Button>
          <Button onClick={onClose}>{ui('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
