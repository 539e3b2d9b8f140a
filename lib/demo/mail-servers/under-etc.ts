/**
 * The call that runs a program with the files of a folder laid over /etc, for it and its children alone (mount
 * namespace and read-only overlay). Needs root.
 */
export function underEtc(folder: string, program: string, args: string[]): [file: string, args: string[]] {
  const script = 'mount -t overlay overlay -o "lowerdir=$1:/etc" /etc && shift && exec "$@"'
  return ['unshare', ['--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', folder, program, ...args]]
}
