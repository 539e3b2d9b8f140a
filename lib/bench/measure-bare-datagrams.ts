import { createSocket, type Socket } from 'node:dgram'
import { labelsOf } from '../dns/domain-name.ts'
import { TYPE, writeQuery } from '../dns/write-query.ts'
import type { Rbldnsd } from './start-rbldnsd.ts'

const WINDOW = 50
const SOCKETS = 4

/** The limit of Node: the same questions over the same number of sockets, answers counted and not looked at. Questions per second. */
export async function measureBareDatagrams({ addresses, names, rbldnsd }: { addresses: string[]; names: string[]; rbldnsd: Rbldnsd }): Promise<number> {
  const questions = addresses.flatMap((address) => names.map((name) => writeQuery([labelsOf(address.split('.').toReversed().join('.')), labelsOf(name)], TYPE.A)))
  const sockets = await Promise.all(Array.from({ length: SOCKETS }, () => connected(rbldnsd)))
  const begun = performance.now()
  let sent = 0
  let answered = 0
  try {
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('the bare loop lost answers')), 30_000)
      let free = WINDOW
      let isSendingSoon = false
      const send = () => {
        isSendingSoon = false
        for (; free > 0 && sent < questions.length; free--) (sockets[sent % SOCKETS] as Socket).send(questions[sent++] as Buffer)
      }
      for (const socket of sockets) {
        socket.on('message', () => {
          free++
          if (++answered === questions.length) {
            clearTimeout(limit)
            resolve()
          } else if (!isSendingSoon) {
            isSendingSoon = true
            setImmediate(send)
          }
        })
      }
      send()
    })
    return questions.length / ((performance.now() - begun) / 1000)
  } finally {
    for (const socket of sockets) socket.close()
  }
}

function connected({ address, port }: Rbldnsd): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4').once('error', reject)
    socket.connect(port, address, () => resolve(socket))
  })
}
