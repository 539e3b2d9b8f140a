/** Follows the stream of an open page; `heard` are the times at which it was told of deliveries. */
export async function followStream(url: string, cookie: string): Promise<{ heard: number[]; close: () => void }> {
  const ending = new AbortController()
  const response = await fetch(`${url}/api/live`, { headers: { cookie }, signal: ending.signal })
  if (response.status !== 200 || !response.body) throw new Error(`the stream was answered with ${response.status}`)
  const heard: number[] = []
  void read(response.body, heard).catch((error: unknown) => {
    if (!ending.signal.aborted) throw error
  })
  return { heard, close: () => ending.abort() }
}

async function read(body: ReadableStream<Uint8Array>, heard: number[]): Promise<void> {
  const [reader, decoder] = [body.getReader(), new TextDecoder()]
  let text = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true })
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    if (events.some((event) => event.startsWith('event: changes') && event.includes('"deliveries"'))) heard.push(Date.now())
  }
}
