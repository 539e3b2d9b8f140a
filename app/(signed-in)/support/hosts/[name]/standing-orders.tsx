import { useLocale, useNow, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { MonoCut } from '../../../../../components/ui/mono-cut.tsx'
import type { Tone } from '../../../../../components/ui/state-shape.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import type { StandingForPage } from '../../../../../lib/hosts/host-views.ts'
import { saidOfObstacle } from '../../../../../lib/hosts/trouble-sentences.ts'
import { formatAge } from '../../../../../lib/i18n/format.ts'

type StandingOrdersProps = { wishes: StandingForPage[]; wanted: number; isSilent: boolean }

/** What shall hold on this host beside what was found, what differs first; unknown is never painted as kept. */
export function StandingOrders({ wishes, wanted, isSilent }: StandingOrdersProps) {
  const t = useTranslations('hosts.standing')

  return (
    <Card aria-labelledby="standing">
      <CardHead id="standing" title={t('title')} about={t('about')} isRuled />
      {wishes.length === 0 ? (
        <p className="px-4 py-4 text-text-2">{t('none')}</p>
      ) : (
        <DataTable label={t('title')}>
          <TableHead className="static!">
            <HeadCell>{t('what')}</HeadCell>
            <HeadCell>{t('wanted')}</HeadCell>
            <HeadCell>{t('found')}</HeadCell>
            <HeadCell isNumber>{t('age')}</HeadCell>
          </TableHead>
          <TableBody>
            {wishes.map((wish) => (
              <WishRow key={`${wish.kind} ${wish.key}`} wish={wish} isSilent={isSilent} />
            ))}
          </TableBody>
        </DataTable>
      )}
      {wanted > wishes.length && <p className="border-t border-line px-4 py-2 text-label text-text-2">{t('more', { count: wishes.length })}</p>}
    </Card>
  )
}

const TONE: Record<string, Tone> = { locked: 'bad', watched: 'hold', open: 'ok', 'in-force': 'ok', unknown: 'unk' }

function WishRow({ wish, isSilent }: { wish: StandingForPage; isSilent: boolean }) {
  const t = useTranslations('hosts.standing')
  const language = useLocale()
  const now = useNow()
  const kind = wish.kind === 'relay' || wish.kind === 'limits' || wish.kind === 'refusal-rules' ? wish.kind : 'door'

  return (
    <Row>
      <Cell isRowHead>
        <span className="mr-2 text-text-2">{t(`kind.${kind}`)}</span>
        {wish.key === '*' ? t('everybody') : <MonoCut text={wish.key} />}
      </Cell>
      <Cell label={t('wanted')}>{isWord(wish.wanted) ? t(`is.${wish.wanted}`) : wish.wanted}</Cell>
      <Cell label={t('found')}>
        <Found wish={wish} isSilent={isSilent} />
      </Cell>
      <Cell label={t('age')} isNumber>{wish.foundAt ? formatAge(wish.foundAt, now, language, 'age') : '–'}</Cell>
    </Row>
  )
}

function Found({ wish, isSilent }: { wish: StandingForPage; isSilent: boolean }) {
  const t = useTranslations('hosts.standing')
  const language = useLocale()
  if (wish.found === null) return <StateWord tone="unk">{t('notTold')}</StateWord>
  const found = isWord(wish.found) ? wish.found : 'unknown'
  const differs = wish.isBehind || found !== wish.wanted

  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <StateWord tone={isSilent ? 'unk' : (TONE[found] ?? 'unk')}>{t(`is.${found}`)}</StateWord>
      {differs && <span className="text-label text-wait">{t(wish.isBehind ? 'follows' : 'drift')}</span>}
      {wish.detail && <span className="text-label text-text-3 wrap-anywhere">{saidOfObstacle(wish.detail, language)}</span>}
    </span>
  )
}

const WORDS = ['locked', 'watched', 'open', 'in-force', 'unknown'] as const
function isWord(word: string): word is (typeof WORDS)[number] {
  return WORDS.some((one) => one === word)
}
