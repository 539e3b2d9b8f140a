'use client'

import { Printer } from 'lucide-react'
import { Button } from './button.tsx'

/** Prints the page, or makes a PDF of it, by the browser's own dialog. */
export function PrintButton({ word }: { word: string }) {
  return (
    <Button icon={<Printer size={16} strokeWidth={1.75} aria-hidden />} onClick={() => window.print()}>
      {word}
    </Button>
  )
}
