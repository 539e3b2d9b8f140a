import { cutAtLinks } from '../../lib/receivers/said-in.ts'

/** A sentence of the catalogue; addresses of pages in it are links that lead out of the desk. */
export function LinkedText({ text }: { text: string }) {
  return (
    <span className="wrap-anywhere">
      {cutAtLinks(text).map(({ text: part, href }, index) =>
        href ? (
          <a key={index} href={href} target="_blank" rel="noreferrer" className="text-accent underline hover:text-accent-hover">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </span>
  )
}
