import { notFound } from 'next/navigation'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { matrixQuery } from '../../../../../lib/deliveries/matrix-query.ts'
import { getPairWords } from '../../../../../lib/deliveries/pair-words-views.ts'

/** What a receiver says to a host, for the card beside a cell: asked only for cells that are looked at. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await requireViewer('support')
  const { host, receiver, period } = matrixQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  if (host === null || receiver === null) notFound()
  const words = await getPairWords(webDb(), viewer, { host, receiver, period, now: new Date() })
  if (!words) notFound()
  return Response.json(words, { headers: { 'cache-control': 'no-store' } })
}
