import type { Receiver } from './receiver.ts'

/** Receivers known by their MX alone. */
export const OTHER_RECEIVERS: Receiver[] = [
  {
    id: 'trendmicro', name: 'Trend Micro Email Security', mx: ['trendmicro.com', 'trendmicro.eu'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'broadcom', name: 'Symantec Email Security.cloud (Broadcom)', mx: ['messagelabs.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'rackspace', name: 'Rackspace', mx: ['emailsrvr.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'zoho', name: 'Zoho Mail', mx: ['zoho.com', 'zoho.eu'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'fastmail', name: 'Fastmail', mx: ['messagingengine.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'proton', name: 'Proton Mail', mx: ['protonmail.ch'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'sophos', name: 'Sophos Email', mx: ['sophos.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'spamexperts', name: 'SpamExperts', mx: ['antispamcloud.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'ovh', name: 'OVHcloud', mx: ['ovh.net'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'free-fr', name: 'Free', mx: ['free.fr'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'sfr', name: 'SFR', mx: ['sfr.fr'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'libero', name: 'Libero', mx: ['libero.it'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'kpn', name: 'KPN', mx: ['kpnmail.nl'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'ziggo', name: 'Ziggo', mx: ['ziggo.nl'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'telenet', name: 'Telenet', mx: ['telenet-ops.be'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'bluewin', name: 'Swisscom Bluewin', mx: ['bluewin.ch'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'tencent', name: 'Tencent QQ Mail', mx: ['qq.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'netease', name: 'NetEase', mx: ['netease.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'cox', name: 'Cox', mx: ['cox.net'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'charter', name: 'Spectrum / Charter', mx: ['charter.net'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'netvigator', name: 'Netvigator', mx: ['netvigator.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'seznam', name: 'Seznam', mx: ['seznam.cz'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'wp-pl', name: 'WP', mx: ['wp.pl'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'onet', name: 'Onet', mx: ['onet.pl'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'interia', name: 'Interia', mx: ['interia.pl'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'cloudflare-routing', name: 'Cloudflare Email Routing', mx: ['mx.cloudflare.net'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'amazon-ses', name: 'Amazon SES', mx: ['amazonaws.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'improvmx', name: 'ImprovMX', mx: ['improvmx.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
  {
    id: 'secureserver', name: 'GoDaddy', mx: ['secureserver.net'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix)'],
  },
]
