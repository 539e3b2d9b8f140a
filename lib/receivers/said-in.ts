import type { Language } from '../i18n/language.ts'
import { IN_GERMAN } from './catalogue-in-german.ts'

/** A sentence of the catalogue in the language of the page. */
export function saidIn(language: Language, text: string): string {
  return language === 'de' ? (IN_GERMAN[text] ?? text) : text
}

const LINK = /https?:\/\/[^\s()]+[^\s().,;:]/g

/** A sentence cut at the addresses of pages in it; a place holder in one (`{ip}`) is left out of where it leads. */
export function cutAtLinks(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = []
  let end = 0
  for (const { 0: link, index } of text.matchAll(LINK)) {
    if (index > end) parts.push({ text: text.slice(end, index) })
    parts.push({ text: link, href: link.replace(/\{\w+\}/g, '') })
    end = index + link.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}
