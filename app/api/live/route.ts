import { homeOf } from '../../../lib/access/permissions.ts'
import { currentViewer, viewerAgain } from '../../../lib/access/viewer.ts'
import { openLiveStream } from '../../../lib/live/live-stream.ts'
import { webListener } from '../../../lib/live/web-listener.ts'

export const dynamic = 'force-dynamic'

/** News for an open page as server-sent events; 401 for whoever has no live session or no page, which also stops the browser's retries. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !homeOf(viewer.roles)) return new Response(null, { status: 401 })

  const stream = openLiveStream({
    subscribe: (subscriber) => webListener().subscribe(subscriber),
    opener: viewer,
    listener: () => viewerAgain(viewer),
    signal: request.signal,
    now: Date.now,
  })
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' }
  return new Response(stream, { headers })
}
