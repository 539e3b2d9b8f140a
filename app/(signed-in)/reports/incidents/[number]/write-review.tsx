'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../../components/ui/button.tsx'
import type { IncidentReview } from '../../../../../lib/incidents/incident.ts'
import { ReviewDialog } from './review-dialog.tsx'

/** Opens the form of the review; primary while there is none. */
export function WriteReview({ number, review }: { number: number; review: IncidentReview | null }) {
  const t = useTranslations('reports.review')
  const [isOpen, setOpen] = useState(false)

  return (
    <>
      <Button kind={review ? 'secondary' : 'primary'} onClick={() => setOpen(true)}>
        {t(review ? 'edit' : 'write')}
      </Button>
      {isOpen && <ReviewDialog number={number} review={review} onClose={() => setOpen(false)} />}
    </>
  )
}
