import { StateShape } from './state-shape.tsx'

/** The answer to a form or an act, read out when it comes. Always in the page, so that screen readers watch it. */
export function FormMessage({ message, tone = 'bad' }: { message: string; tone?: 'bad' | 'ok' | 'wait' }) {
  return (
    <p aria-live="polite" className={message ? 'flex items-start gap-2' : 'sr-only'}>
      {message && <StateShape tone={tone} size={10} className="mt-1.5" />}
      {message}
    </p>
  )
}
