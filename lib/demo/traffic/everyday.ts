import type { DemoSender } from '../mail-hosts/demo-mail-host.ts'
import { SCRIPT_UIDS } from '../mail-hosts/qmail-host.ts'
import { ACCOUNTS } from '../people.ts'

/** Who writes to whom, day after day. */
export type Habit = { sender: DemoSender; from: string; hosts: readonly string[]; recipients: readonly string[]; subjects: readonly string[] }

const account = (name: string, clientIp: string): Pick<Habit, 'sender' | 'from'> => ({ sender: { account: name, clientIp }, from: name })

/** Customers whose sending nobody needs to look at. */
export const EVERYDAY: readonly Habit[] = [
  {
    ...account(ACCOUNTS.lawFirm, '192.0.2.44'), hosts: ['mx01', 'mx02'],
    recipients: ['mandant.berger@gmx.example', 'geschaeftsstelle@t-online.example', 'schulz.immobilien@web.example', 'notariat@outlook.example'],
    subjects: ['Ihr Zeichen 24/118', 'Entwurf des Vertrags', 'Termin am Donnerstag'],
  },
  {
    ...account(ACCOUNTS.bakeryOrders, '192.0.2.17'), hosts: ['mx01'],
    recipients: ['muehle.nord@t-online.example', 'cafe.linde@gmail.example', 'hotel-am-markt@web.example'],
    subjects: ['Bestellung für morgen', 'Lieferschein', 'Brötchen fürs Frühstück'],
  },
  {
    ...account(ACCOUNTS.club, '198.51.100.82'), hosts: ['mx02', 'alt3'],
    recipients: ['trainer.weber@gmx.example', 'sekretariat@schulnetz.example', 'familie.kurz@gmail.example', 'hausmeister@web.example'],
    subjects: ['Hallenzeiten', 'Training fällt aus', 'Turnier am Samstag'],
  },
  {
    ...account('malerei@pinsel-beispiel.example', '203.0.113.133'), hosts: ['alt3'],
    recipients: ['bauleitung@outlook.example', 'kundin.arndt@yahoo.example', 'farben-grosshandel@t-online.example'],
    subjects: ['Angebot Treppenhaus', 'Rechnung 2211', 'Aufmaß'],
  },
  {
    ...account('praxis@zahnarzt-probe.example', '203.0.113.190'), hosts: ['mx01', 'alt3'],
    recipients: ['labor@gmx.example', 'patientin.vogel@web.example', 'kasse@t-online.example'],
    subjects: ['Ihr Termin', 'Abdruck unterwegs'],
  },
  {
    ...account('hello@harbour-prints.example', '198.51.100.16'), hosts: ['mx02'],
    recipients: ['j.mason@gmail.example', 'framing@outlook.example', 'lena.fischer@gmx.example'],
    subjects: ['Your order', 'Proofs attached', 'Shipping today'],
  },
  {
    sender: { uid: SCRIPT_UIDS['kanzlei-probe'] ?? 0 }, from: 'formular@kanzlei-probe.example', hosts: ['web7'],
    recipients: ['buero.kanzlei@gmx.example'], subjects: ['Nachricht vom Kontaktformular'],
  },
]

/** The shop's mails to Microsoft through mx02, of which the story has four weeks. */
export const TO_MICROSOFT: readonly Habit[] = [{
  ...account('hello@harbour-prints.example', '198.51.100.16'), hosts: ['mx02'],
  recipients: [...['framing', 'gallery.north', 'museum.shop', 'k.berg', 'print.club', 'studio7'].map((name) => `${name}@outlook.example`), 'a.lindner@hotmail.example', 'verwaltung@hotmail.example'], subjects: ['Your order', 'Proofs attached', 'Shipping today'],
}]
