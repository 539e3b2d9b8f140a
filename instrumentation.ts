/** Runs once when the web process starts: a wrong environment stops the start, not the first request. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { webDesk } = await import('./lib/access/web-desk.ts')
  webDesk()
}
