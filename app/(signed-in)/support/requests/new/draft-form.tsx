'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '../../../../../components/ui/button.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Checkbox } from '../../../../../components/ui/checkbox.tsx'
import { Select, TextArea } from '../../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../../components/ui/form-message.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import { useAct } from '../../../../../components/ui/use-act.ts'
import { requestWays, type RequestWay } from '../../../../../lib/delisting-requests/delisting-request.ts'
import type { NewRequest } from '../../../../../lib/delisting-requests/new-request-views.ts'
import { draft } from '../actions.ts'
import { MEASURED_TONE } from '../measured-lines.tsx'

/** About which addresses, by which way, in which language; then a draft is written. Nothing goes out by it. */
export function DraftForm({ begun: { addressee, addresseeId, targets, guide, incident } }: { begun: Extract<NewRequest, { step: 'write' }> }) {
  const t = useTranslations('requests')
  const router = useRouter()
  const act = useAct(draft, useTranslations('ui')('noAnswer'))
  const [chosen, setChosen] = useState(() => new Set(targets.filter(({ isChosen }) => isChosen).map(({ target }) => target)))
  const [others, setOthers] = useState('')
  const [way, setWay] = useState<RequestWay>(guide.way)
  const [language, setLanguage] = useState(guide.language)
  const all = [...new Set([...chosen, ...others.split(/[\s,;]+/).filter((text) => text !== '')])]

  function toggle(target: string) {
    const next = new Set(chosen)
    if (!next.delete(target)) next.add(target)
    setChosen(next)
  }

  function submit(event: React.FormEvent) {
    event.preventDefault()
    if (all.length === 0 || act.isPending) return
    act.run({ addressee, addresseeId, targets: all, way, language, incident }, (written) => router.push(`/support/requests/${written.number}`))
  }

  return (
    <Card aria-labelledby="write">
      <CardHead id="write" title={t('new.form')} isRuled />
      <form onSubmit={submit} className="flex flex-col gap-4 p-4">
        {targets.length > 0 && (
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-strong">{t('new.targets')}</legend>
            {targets.map(({ target, measured }) => (
              <div key={target} className="flex flex-wrap items-center gap-x-3">
                <Checkbox label={<span className="mono wrap-anywhere">{target}</span>} checked={chosen.has(target)} onChange={() => toggle(target)} />
                {measured.host !== null && measured.host !== target && <span className="mono text-text-2">{measured.host}</span>}
                <StateWord tone={MEASURED_TONE[measured.state]} size={10}>{t(`measured.state.${measured.state}`)}</StateWord>
              </div>
            ))}
          </fieldset>
        )}
        <TextArea label={t(targets.length > 0 ? 'new.otherTargets' : 'new.targets')} hint={t('new.targetsHint')} rows={2} value={others} maxLength={20_000} spellCheck={false} onChange={(event) => setOthers(event.target.value)} error={act.fields['targets'] ?? targetsError(act.fields)} />
        <div className="grid gap-4 md:grid-cols-2">
          <Select label={t('new.way')} value={way} onChange={(event) => setWay(requestWays.find((one) => one === event.target.value) ?? 'form')}>
            {requestWays.map((one) => <option key={one} value={one}>{t(`facts.ways.${one}`)}</option>)}
          </Select>
          <Select label={t('new.language')} value={language} onChange={(event) => setLanguage(event.target.value === 'de' ? 'de' : 'en')}>
            {(['en', 'de'] as const).map((one) => <option key={one} value={one}>{t(`new.languages.${one}`)}</option>)}
          </Select>
        </div>
        <FormMessage message={act.message} />
        <div><Button type="submit" kind="primary" disabled={all.length === 0} isPending={act.isPending}>{t('new.do')}</Button></div>
        <p className="text-label text-text-3">{t('new.nothingGoesOut')}</p>
      </form>
    </Card>
  )
}

/** A complaint about one of several targets belongs to all of them. */
function targetsError(fields: Record<string, string>): string | undefined {
  return Object.entries(fields).find(([name]) => name.startsWith('targets.'))?.[1]
}
