import { Archive, AtSign, BadgeCheck, BookOpenCheck, Calendar, CircleDot, Flag, Globe, Grid3x3, Lock, Mail, MailQuestion, MessageSquareText, Route, ScrollText, Send, Server, ShieldAlert, SlidersHorizontal, Sparkles, Stethoscope, UserCog, Users, type LucideIcon } from 'lucide-react'
import type { NavKey } from './nav-items.ts'

const ICONS: Record<NavKey, LucideIcon> = {
  now: CircleDot,
  deliverability: Grid3x3,
  trace: Route,
  hosts: Server,
  accounts: AtSign,
  customers: Users,
  locks: Lock,
  tickets: MessageSquareText,
  quarantine: Archive,
  blocklists: ShieldAlert,
  domains: BadgeCheck,
  requests: MailQuestion,
  probes: Stethoscope,
  incidents: Flag,
  reviews: BookOpenCheck,
  months: Calendar,
  users: UserCog,
  policies: SlidersHorizontal,
  notices: Mail,
  sending: Globe,
  audit: ScrollText,
  demo: Sparkles,
  status: Send,
}

/** The picture before a page's name. */
export function NavIcon({ of }: { of: NavKey }) {
  const Icon = ICONS[of]
  return <Icon size={16} strokeWidth={1.5} aria-hidden className="shrink-0" />
}
