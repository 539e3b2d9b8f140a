'use client'

import './globals.css'

/** The last resort, when even the frame failed: no words can be looked up here, so both languages stand side by side. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body className="p-8">
        <h1 className="text-title">The desk could not be shown.</h1>
        <p className="text-text-2">Nothing was changed. Try again; if it stays, look at the log of the web process.</p>
        <p lang="de" className="mt-2 text-text-2">
          Der Desk ließ sich nicht anzeigen. Es wurde nichts verändert. Bitte versuchen Sie es noch einmal.
        </p>
        {error.digest && <p className="mono mt-2 text-text-3">{error.digest}</p>}
        <button type="button" onClick={reset} className="mt-4 h-8 rounded-control border border-control px-3 font-strong">
          Try again
        </button>
      </body>
    </html>
  )
}
