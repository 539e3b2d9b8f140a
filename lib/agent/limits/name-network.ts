import { isIP } from 'node:net'

/** The network a client counts under: IPv4 /24, IPv6 /48 (one customer's site). Null when it is no address. */
export function nameNetwork(clientIp: string): string | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(clientIp)?.[1]
  const ip = mapped ?? clientIp
  switch (isIP(ip)) {
    case 4:
      return `${ip.slice(0, ip.lastIndexOf('.'))}.0/24`
    case 6:
      return `${firstGroups(ip)}::/48`
    default:
      return null
  }
}

function firstGroups(ip: string): string {
  const [head = '', tail] = (ip.split('%')[0] ?? '').split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(8 - left.length - right.length, 0)
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
  return groups.slice(0, 3).map((group) => parseInt(group, 16).toString(16)).join(':')
}
