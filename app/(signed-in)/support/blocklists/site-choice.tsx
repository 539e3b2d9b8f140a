'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonLook } from '../../../../components/ui/button-look.ts'
import { Menu } from '../../../../components/ui/menu.tsx'
import { listMatrixHref, type ListMatrixQuery } from '../../../../lib/blocklists/list-matrix-query.ts'

/** The addresses of one site, or of all. */
export function SiteChoice({ sites, query }: { sites: string[]; query: ListMatrixQuery }) {
  const t = useTranslations('blocklists')
  const items = [{ key: 'all', label: t('allSites'), href: listMatrixHref(query, { site: null }) }, ...sites.map((site) => ({ key: `site ${site}`, label: site, href: listMatrixHref(query, { site }) }))]

  return (
    <Menu
      label={t('site')}
      items={items}
      trigger={<button type="button" aria-label={`${t('site')}: ${query.site ?? t('allSites')}`} className={buttonLook('secondary', 'normal')}>{query.site ?? t('allSites')}<ChevronDown size={14} aria-hidden /></button>}
    />
  )
}
